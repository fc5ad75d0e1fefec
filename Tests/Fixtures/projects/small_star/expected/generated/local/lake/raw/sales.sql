-- lake:raw.sales
CREATE TABLE raw.sales (
  receipt bigint NOT NULL,
  sold_on date NOT NULL,
  sold_at timestamp NOT NULL,
  sku string,
  country string,
  amount decimal(12, 2)
)
USING iceberg;
