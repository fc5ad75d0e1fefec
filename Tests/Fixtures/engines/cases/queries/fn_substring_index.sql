-- unsupported: redshift
SELECT
  id,
  substring_index(s, ',', 1) AS c1,
  substring_index(s, ',', -1) AS c2,
  substring_index(s, 'b', 2) AS c3,
  substring_index(s, ' ', n) AS c4,
  substring_index(s, '', 1) AS c5,
  substring_index(s, ',', 0) AS c6,
  substring_index(s, ',', -9) AS c7
FROM cases.texts
ORDER BY id
