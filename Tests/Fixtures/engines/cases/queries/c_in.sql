SELECT id, i IN (7, 2) AS a, i NOT IN (7, 2) AS b, i IN (7, NULL) AS c, g IN ('a', 'c') AS e
FROM cases.numbers
ORDER BY id
