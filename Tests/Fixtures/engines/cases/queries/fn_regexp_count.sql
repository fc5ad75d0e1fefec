SELECT
  id,
  regexp_count(s, '[a-c]') AS c1,
  regexp_count(s, 'abc') AS c2
FROM cases.texts
ORDER BY id
