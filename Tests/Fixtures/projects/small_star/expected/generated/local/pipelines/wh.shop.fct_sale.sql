-- wh:shop.fct_sale: fact
-- reads lake:raw.sales, wh:shop.dim_day, wh:shop.dim_product

-- Staged from the lake, by the engine
SELECT
  receipt,
  sold_on,
  country,
  amount,
  sku,
  sold_at
FROM lake.raw.sales
WHERE sold_on >= {{lower}}
  AND sold_on < {{upper}};


-- Checks on the staged rows, before anything is published
-- not_null(receipt) (error): Rows of 'raw.sales' lack a part of the fact's grain.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.receipt IS NULL;

-- unique(receipt) (error): Rows of 'raw.sales' are alike in the fact's grain.
SELECT count(*)
FROM (
  SELECT receipt
  FROM {{rows}} AS r
  GROUP BY receipt
  HAVING count(*) > 1
) AS d;

-- fits(country) (error): Texts of 'country' are longer than 'country', which is varchar(2), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.country) > 2;

-- moved(receipt) (error): Rows stand in 'shop.fct_sale' under another 'sold_on': load the range of that one again first.
SELECT count(*)
FROM {{rows}} AS r
JOIN shop.fct_sale AS t ON t.receipt = r.receipt
WHERE t.sold_on < {{lower}}
  OR t.sold_on >= {{upper}};


-- Published in one transaction, rows of sold_on in [{{lower}}, {{upper}}) replaced
INSERT INTO shop.dim_product (product_key, sku, valid_from, valid_to, is_current, changed_at, is_inferred)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(n.sku) AS varchar) || ':' || n.sku, '~') || coalesce(CAST(length(to_char(TIMESTAMPTZ '1900-01-01 00:00:00+00' AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) AS varchar) || ':' || to_char(TIMESTAMPTZ '1900-01-01 00:00:00+00' AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '~')), 1, 15) AS bit(64)) AS bigint),
  n.sku,
  TIMESTAMPTZ '1900-01-01 00:00:00+00',
  TIMESTAMPTZ '9999-12-31 00:00:00+00',
  TRUE,
  TIMESTAMPTZ '1900-01-01 00:00:00+00',
  TRUE
FROM (
  SELECT DISTINCT s.sku
  FROM {{staging}} AS s
  WHERE s.sku IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM shop.dim_product AS d WHERE d.sku = n.sku);

DELETE FROM shop.fct_sale
WHERE sold_on >= {{lower}}
  AND sold_on < {{upper}};

INSERT INTO shop.fct_sale (sold_on_key, product_key, receipt, sold_on, country, amount)
SELECT
  coalesce(sold_on.day_key, -1),
  coalesce(product.product_key, -1),
  staged.receipt,
  staged.sold_on,
  staged.country,
  staged.amount
FROM {{staging}} AS staged
LEFT JOIN shop.dim_day AS sold_on
  ON sold_on.full_date = staged.sold_on
LEFT JOIN shop.dim_product AS product
  ON product.sku = staged.sku
    AND product.valid_from <= staged.sold_at
    AND staged.sold_at < product.valid_to;


-- Checks inside the transaction; a broken one rolls it back
-- complete (error): Rows of 'raw.sales' were lost or doubled on the way into 'shop.fct_sale'.
SELECT abs(
  (SELECT count(*) FROM {{staging}})
  - (SELECT count(*) FROM shop.fct_sale AS t
     WHERE t.sold_on >= {{lower}} AND t.sold_on < {{upper}})
);

-- members (error): Rows of 'shop.fct_sale' do not refer to a member of each dimension.
SELECT count(*)
FROM shop.fct_sale AS t
WHERE (t.sold_on_key IS NULL OR t.product_key IS NULL)
  AND t.sold_on >= {{lower}} AND t.sold_on < {{upper}};

