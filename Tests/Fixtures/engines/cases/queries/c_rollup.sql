SELECT region, product, count(*) AS a
FROM cases.sales
GROUP BY ROLLUP (region, product)
ORDER BY region, product, a
