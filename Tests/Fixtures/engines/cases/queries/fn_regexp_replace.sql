SELECT
  id,
  regexp_replace(s, '[aeiou]', '_') AS c1,
  regexp_replace(s, '([a-z])([a-z])', '$2$1') AS c2,
  regexp_replace(s, '\\s+', '') AS c3
FROM cases.texts
ORDER BY id
