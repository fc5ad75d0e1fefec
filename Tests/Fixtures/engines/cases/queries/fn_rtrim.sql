SELECT
  id,
  rtrim(s) AS c1,
  rtrim('ck', s) AS c2,
  rtrim(concat(s, ' x  ')) AS c3
FROM cases.texts
ORDER BY id
