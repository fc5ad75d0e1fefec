SELECT
  id,
  regexp_like(s, '^[A-Z]') AS c1,
  regexp_like(s, '\\d{4}') AS c2,
  s RLIKE 'a.c' AS c3
FROM cases.texts
ORDER BY id
