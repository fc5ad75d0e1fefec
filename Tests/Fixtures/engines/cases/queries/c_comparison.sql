SELECT id, i = 7 AS a, i <> 7 AS b, i <=> NULL AS c, i < l AS e, d >= 2.345 AS f, g > 'a' AS h, x = i AS j, i IS DISTINCT FROM l AS k
FROM cases.numbers
ORDER BY id
