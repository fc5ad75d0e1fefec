-- from: redshift
SELECT id, region FROM cases.sales QUALIFY row_number() OVER (PARTITION BY region ORDER BY id DESC) = 1 ORDER BY id
