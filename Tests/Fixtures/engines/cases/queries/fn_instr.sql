SELECT
  id,
  instr(s, t) AS c1,
  instr(s, 'o') AS c2
FROM cases.texts
ORDER BY id
