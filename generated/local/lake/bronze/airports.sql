-- lake:bronze.airports
-- one row for each faa
CREATE TABLE bronze.airports (
  faa string NOT NULL,
  name string,
  lat double,
  lon double,
  alt int COMMENT 'Feet.',
  tz int,
  dst string,
  tzone string
)
USING iceberg;
