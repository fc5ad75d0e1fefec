SELECT id, CAST(' 12 ' AS int) AS a, CAST('1.50' AS decimal(5, 1)) AS b, CAST('1e3' AS double) AS c, CAST('true' AS boolean) AS e, CAST('2024-01-02' AS date) AS f, CAST('2024-01-02 03:04:05' AS timestamp_ntz) AS h
FROM cases.texts
WHERE id < 3
ORDER BY id
