SELECT
  id,
  trim(s) AS c1,
  trim(BOTH 'ac' FROM s) AS c2,
  trim(LEADING 'H' FROM s) AS c3,
  trim(TRAILING 'd' FROM s) AS c4,
  trim(concat('  ', s, '  ')) AS c5
FROM cases.texts
ORDER BY id
