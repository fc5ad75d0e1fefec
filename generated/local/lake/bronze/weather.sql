-- lake:bronze.weather
-- one row for each origin, time_hour
CREATE TABLE bronze.weather (
  origin string NOT NULL,
  observed_on date NOT NULL COMMENT 'Local day of the observation.',
  time_hour timestamp NOT NULL,
  temp double COMMENT 'Fahrenheit.',
  dewp double,
  humid double,
  wind_dir int,
  wind_speed double,
  wind_gust double,
  precip double,
  pressure double,
  visib double COMMENT 'Miles.'
)
USING iceberg
PARTITIONED BY (months(observed_on));
