-- from: trino
SELECT id, i / 2 AS a, i / 2.0 AS b, l / 7 AS c, CAST(i AS double) / 3 AS e FROM cases.numbers ORDER BY id
