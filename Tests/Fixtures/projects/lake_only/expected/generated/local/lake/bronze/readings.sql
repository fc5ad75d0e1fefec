-- lake:bronze.readings
CREATE TABLE bronze.readings (
  station string NOT NULL,
  day date NOT NULL,
  measured_at timestamp NOT NULL,
  fahrenheit double
)
USING iceberg
PARTITIONED BY (months(day));
