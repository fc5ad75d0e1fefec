-- types: differ
SELECT 1 AS a, -2.50 AS b, 1e3 AS c, 'it''s' AS e, "double" AS f, TRUE AS h, NULL AS j, DATE '2024-01-02' AS k, TIMESTAMP_NTZ '2024-01-02 03:04:05.678' AS m, X'0AFF' AS n, 'a\tb\n' AS o, 5L AS q, 1.5D AS r, 2BD AS u
