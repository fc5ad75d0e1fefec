-- unsupported: redshift
SELECT id, sum(quantity) OVER (ORDER BY id RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) AS a
FROM cases.sales
ORDER BY id
