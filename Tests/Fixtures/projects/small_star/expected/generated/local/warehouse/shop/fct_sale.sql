CREATE TABLE shop.fct_sale (
  sold_on_key integer NOT NULL,
  product_key bigint NOT NULL,
  receipt bigint NOT NULL,
  sold_on date NOT NULL,
  country varchar(2),
  amount numeric(12, 2),
  CONSTRAINT fct_sale_receipt_key UNIQUE (receipt)
);

ALTER TABLE shop.fct_sale
  ADD CONSTRAINT fct_sale_product_key_fkey FOREIGN KEY (product_key) REFERENCES shop.dim_product (product_key);

ALTER TABLE shop.fct_sale
  ADD CONSTRAINT fct_sale_sold_on_key_fkey FOREIGN KEY (sold_on_key) REFERENCES shop.dim_day (day_key);

COMMENT ON TABLE shop.fct_sale IS 'One row a receipt.';

COMMENT ON COLUMN shop.fct_sale.sold_on_key IS 'The member of ''shop.dim_day''; -1 when it is unknown.';

COMMENT ON COLUMN shop.fct_sale.product_key IS 'The member of ''shop.dim_product''; -1 when it is unknown.';

COMMENT ON COLUMN shop.fct_sale.amount IS 'Euros.';

ALTER TABLE shop.fct_sale ENABLE ROW LEVEL SECURITY;
