-- from: duckdb
SELECT region, sum(quantity) AS a, count(*) AS b, string_agg(product, '/' ORDER BY id) AS c
FROM cases.sales
GROUP BY ALL
ORDER BY region
