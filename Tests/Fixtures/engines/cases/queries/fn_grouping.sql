SELECT region, product, grouping(region) AS a, grouping(product) AS b, sum(quantity) AS c
FROM cases.sales
GROUP BY ROLLUP (region, product)
ORDER BY a, b, region, product, c
