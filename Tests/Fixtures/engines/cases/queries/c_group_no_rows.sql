SELECT s, count(*) AS a FROM cases.nothing GROUP BY s ORDER BY s
