SELECT region, sum(quantity) AS a FROM cases.sales GROUP BY region HAVING sum(quantity) > 5 AND count(*) > 1 ORDER BY region
