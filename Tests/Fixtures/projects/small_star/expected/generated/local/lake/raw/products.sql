-- lake:raw.products
CREATE TABLE raw.products (
  sku string NOT NULL,
  title string,
  price decimal(10, 2),
  changed timestamp NOT NULL
)
USING iceberg;
