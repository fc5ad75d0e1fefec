SELECT region, day > DATE '2024-02-01' AS late, count(*) AS a
FROM cases.sales
GROUP BY 1, 2
ORDER BY 1, 2
