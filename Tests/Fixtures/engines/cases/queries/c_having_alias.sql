SELECT region, sum(quantity) AS total FROM cases.sales GROUP BY region HAVING total > 5 ORDER BY region
