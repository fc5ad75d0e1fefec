-- wh:shop.agg_country: aggregate
-- reads wh:shop.fct_sale

-- Published in one transaction, all rows replaced
DELETE FROM shop.agg_country;

INSERT INTO shop.agg_country (country, sales, amount)
SELECT
  country,
  count(*) AS sales,
  CAST(sum(amount) AS numeric(18, 2)) AS amount
FROM shop.fct_sale
GROUP BY 1;


-- Checks inside the transaction; a broken one rolls it back
-- reconciles(sales) (error): The rows of 'shop.agg_country' do not count all rows of 'shop.fct_sale'.
SELECT abs(
  (SELECT count(*) FROM shop.fct_sale)
  - (SELECT coalesce(sum(t.sales), 0) FROM shop.agg_country AS t)
);

