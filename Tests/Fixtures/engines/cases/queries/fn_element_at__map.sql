-- unsupported: postgresql, redshift
SELECT
  id,
  element_at(m, 'a') AS c1,
  element_at(m, 'none') AS c2
FROM cases.nested
ORDER BY id
