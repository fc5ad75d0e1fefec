CREATE TABLE shop.agg_country (
  country varchar(2),
  sales bigint,
  amount numeric(18, 2),
  CONSTRAINT agg_country_country_key UNIQUE (country)
);

ALTER TABLE shop.agg_country ENABLE ROW LEVEL SECURITY;
