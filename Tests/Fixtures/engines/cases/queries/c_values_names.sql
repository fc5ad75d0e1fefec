SELECT col1 AS n, col2 AS s FROM (VALUES (1, 'a'), (2, 'b')) AS v ORDER BY col1
