SELECT region, product, sum(amount) AS a
FROM cases.sales
GROUP BY GROUPING SETS ((region, product), (region), ())
ORDER BY region, product, a
