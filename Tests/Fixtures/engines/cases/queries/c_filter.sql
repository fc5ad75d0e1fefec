SELECT region, sum(quantity) FILTER (WHERE product = 'tea') AS a, count(*) FILTER (WHERE amount > 50) AS b
FROM cases.sales
GROUP BY region
ORDER BY region
