SELECT
  id,
  regexp_substr(s, '[a-z]+') AS c1,
  regexp_substr(s, 'z*') AS c2,
  regexp_substr(t, '[0-9]') AS c3
FROM cases.texts
ORDER BY id
