-- lake:bronze.planes
-- one row for each tailnum
CREATE TABLE bronze.planes (
  tailnum string NOT NULL,
  year int COMMENT 'Year of manufacture.',
  type string,
  manufacturer string,
  model string,
  engines int,
  seats int,
  speed int,
  engine string,
  updated_at timestamp NOT NULL
)
USING iceberg;
