CREATE ROLE shop_loader LOGIN;

GRANT USAGE ON SCHEMA shop TO shop_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON shop.agg_country TO shop_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON shop.dim_day TO shop_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON shop.dim_product TO shop_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON shop.fct_sale TO shop_loader;

CREATE POLICY shop_loader ON shop.agg_country
  FOR ALL
  TO shop_loader
  USING (TRUE)
  WITH CHECK (TRUE);

CREATE POLICY shop_loader ON shop.fct_sale
  FOR ALL
  TO shop_loader
  USING (TRUE)
  WITH CHECK (TRUE);
