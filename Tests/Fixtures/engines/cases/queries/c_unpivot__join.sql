SELECT a.id, a.m, a.v, b.region
FROM (SELECT id, quantity, amount FROM cases.sales) AS s UNPIVOT (v FOR m IN (quantity, amount)) AS a
JOIN cases.sales AS b ON a.id = b.id
WHERE a.v > 5
ORDER BY a.id, a.m
