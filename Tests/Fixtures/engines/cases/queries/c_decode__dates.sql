SELECT id, decode(day, '2024-03-05', 'x', 'y') AS c1, decode(day, DATE '2024-02-15', 1, 0) AS c2
FROM cases.sales
ORDER BY id
