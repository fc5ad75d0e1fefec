SELECT region, upper(product) AS product, sum(quantity) AS a, count(*) + 1 AS b
FROM cases.sales
GROUP BY ALL
ORDER BY region, product
