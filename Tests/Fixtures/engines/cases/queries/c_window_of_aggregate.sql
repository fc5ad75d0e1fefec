SELECT region, sum(amount) AS a, sum(sum(amount)) OVER (ORDER BY region) AS b FROM cases.sales GROUP BY region ORDER BY region
