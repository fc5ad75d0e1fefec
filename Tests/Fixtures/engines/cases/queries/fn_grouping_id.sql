SELECT region, product, grouping_id(region, product) AS a, count(*) AS c
FROM cases.sales
GROUP BY CUBE (region, product)
ORDER BY a, region, product
