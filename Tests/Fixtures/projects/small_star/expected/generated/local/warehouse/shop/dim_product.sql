CREATE TABLE shop.dim_product (
  product_key bigint NOT NULL,
  sku text,
  title varchar(80),
  price numeric(10, 2),
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL,
  is_current boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  is_inferred boolean NOT NULL,
  CONSTRAINT dim_product_pkey PRIMARY KEY (product_key),
  CONSTRAINT dim_product_sku_valid_from_key UNIQUE (sku, valid_from)
);

COMMENT ON COLUMN shop.dim_product.product_key IS 'Surrogate key; -1 is the unknown member, -2 the one that is not applicable.';

COMMENT ON COLUMN shop.dim_product.price IS 'Euros.';

COMMENT ON COLUMN shop.dim_product.valid_from IS 'When this version begins to hold.';

COMMENT ON COLUMN shop.dim_product.valid_to IS 'When the next version begins to hold; 9999-12-31 for the last.';

COMMENT ON COLUMN shop.dim_product.is_current IS 'Whether this is the last version.';

COMMENT ON COLUMN shop.dim_product.changed_at IS 'The time of the newest change that this row knows of.';

COMMENT ON COLUMN shop.dim_product.is_inferred IS 'Whether only facts have named this member so far.';
