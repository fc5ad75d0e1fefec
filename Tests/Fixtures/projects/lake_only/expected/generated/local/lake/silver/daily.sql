-- lake:silver.daily
-- one row for each station, day
CREATE TABLE silver.daily (
  station string NOT NULL,
  day date NOT NULL,
  readings bigint NOT NULL,
  warmest double COMMENT 'Celsius.'
)
USING iceberg
COMMENT 'One row for each station and day.';

ALTER TABLE silver.daily WRITE ORDERED BY station ASC NULLS FIRST, day DESC NULLS LAST;
