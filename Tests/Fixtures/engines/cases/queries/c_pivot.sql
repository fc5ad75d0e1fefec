SELECT * FROM (SELECT region, product, quantity FROM cases.sales)
PIVOT (sum(quantity) FOR product IN ('tea', 'coffee' AS coffee))
ORDER BY region
