SELECT 1 + 1 AS a, 'x' AS b
