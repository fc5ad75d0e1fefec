-- lake:silver.flights
-- one row for each flight_id
CREATE TABLE silver.flights (
  flight_id string NOT NULL,
  flight_date date NOT NULL,
  scheduled_at timestamp COMMENT 'The scheduled hour of departure.',
  carrier string NOT NULL,
  flight_number int NOT NULL,
  tailnum string,
  origin string NOT NULL,
  dest string NOT NULL,
  departure_delay int COMMENT 'Minutes; negative is early.',
  arrival_delay int COMMENT 'Minutes; negative is early.',
  air_time int COMMENT 'Minutes.',
  distance int NOT NULL COMMENT 'Miles.',
  is_cancelled boolean NOT NULL,
  delay_band string NOT NULL COMMENT 'on time, late, very late or cancelled.',
  temperature double COMMENT 'Celsius, at the origin.',
  visibility double COMMENT 'Miles, at the origin.'
)
USING iceberg
PARTITIONED BY (months(flight_date))
COMMENT 'One row a scheduled departure, with the weather at the hour of departure.';
