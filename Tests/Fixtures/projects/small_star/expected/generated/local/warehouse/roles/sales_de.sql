CREATE ROLE sales_de NOLOGIN;

COMMENT ON ROLE sales_de IS 'Sees sales in Germany.';

GRANT staff TO sales_de;

GRANT USAGE ON SCHEMA shop TO sales_de;

GRANT SELECT ON shop.agg_country TO sales_de;

GRANT SELECT (
  amount,
  country,
  product_key,
  sold_on,
  sold_on_key
) ON shop.fct_sale TO sales_de;

CREATE POLICY sales_de ON shop.agg_country
  FOR SELECT
  TO sales_de
  USING (country = 'DE');

CREATE POLICY sales_de ON shop.fct_sale
  FOR SELECT
  TO sales_de
  USING (country = 'DE');
