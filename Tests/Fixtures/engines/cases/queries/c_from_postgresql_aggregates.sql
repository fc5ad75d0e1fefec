-- from: postgresql
-- unsupported: trino
SELECT region, string_agg(product, ',' ORDER BY id) AS a, bool_and(quantity > 0) AS b, avg(quantity) AS c, sum(quantity) FILTER (WHERE product = 'tea') AS f, percentile_cont(0.5) WITHIN GROUP (ORDER BY quantity) AS h
FROM cases.sales
GROUP BY region
ORDER BY region
