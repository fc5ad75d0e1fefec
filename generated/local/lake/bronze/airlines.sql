-- lake:bronze.airlines
-- one row for each carrier
CREATE TABLE bronze.airlines (
  carrier string NOT NULL,
  name string
)
USING iceberg;
