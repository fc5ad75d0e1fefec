-- lake:bronze.flights
-- one row for each id
CREATE TABLE bronze.flights (
  id string NOT NULL,
  flight_date date NOT NULL COMMENT 'Local day of the scheduled departure.',
  year int,
  month int,
  day int,
  dep_time int COMMENT 'Local time as hhmm, empty when cancelled.',
  sched_dep_time int,
  dep_delay int COMMENT 'Minutes.',
  arr_time int,
  sched_arr_time int,
  arr_delay int COMMENT 'Minutes.',
  carrier string NOT NULL,
  flight int NOT NULL,
  tailnum string,
  origin string NOT NULL,
  dest string NOT NULL,
  air_time int COMMENT 'Minutes.',
  distance int NOT NULL COMMENT 'Miles.',
  hour int,
  minute int,
  time_hour timestamp COMMENT 'The scheduled hour of departure.'
)
USING iceberg
PARTITIONED BY (months(flight_date));
