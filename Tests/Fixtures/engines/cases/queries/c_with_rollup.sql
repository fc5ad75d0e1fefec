SELECT region, count(*) AS a FROM cases.sales GROUP BY region WITH ROLLUP ORDER BY region, a
