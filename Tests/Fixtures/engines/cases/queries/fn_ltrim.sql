SELECT
  id,
  ltrim(s) AS c1,
  ltrim('ab', s) AS c2,
  ltrim(concat('  x ', s)) AS c3
FROM cases.texts
ORDER BY id
