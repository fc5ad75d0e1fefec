-- from: redshift
-- unsupported: trino
SELECT region, listagg(product, ',') WITHIN GROUP (ORDER BY id) AS a, median(quantity) AS b, count(DISTINCT product) AS c
FROM cases.sales
GROUP BY region
ORDER BY region
