SELECT id, s < 'a' AS a, s = 'Hello World ' AS b, t >= s AS c FROM cases.texts ORDER BY id
