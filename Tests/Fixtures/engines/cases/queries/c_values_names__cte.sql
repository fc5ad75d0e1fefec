WITH v AS (VALUES (1, 'a'), (2, NULL), (3, 'c')), w (n, s) AS (VALUES (1, 'x'), (3, 'y'))
SELECT v.col1, v.col2, w.s FROM v LEFT JOIN w ON v.col1 = w.n ORDER BY 1
