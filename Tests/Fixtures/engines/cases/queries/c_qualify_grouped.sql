-- from: duckdb
SELECT region, sum(quantity) AS total FROM cases.sales GROUP BY region QUALIFY rank() OVER (ORDER BY sum(quantity) DESC) <= 2 ORDER BY 2 DESC
