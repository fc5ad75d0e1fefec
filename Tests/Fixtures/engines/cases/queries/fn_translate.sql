SELECT
  id,
  translate(s, 'abc', 'xy') AS c1,
  translate(s, 'lo', '01') AS c2,
  translate(s, ' ', '') AS c3
FROM cases.texts
ORDER BY id
