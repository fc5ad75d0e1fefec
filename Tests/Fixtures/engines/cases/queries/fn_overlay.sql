-- unsupported: trino, redshift
SELECT
  id,
  overlay(s PLACING '##' FROM 2) AS c1,
  overlay(s PLACING 'xyz' FROM 3 FOR 1) AS c2,
  overlay(s PLACING '' FROM 1 FOR 2) AS c3
FROM cases.texts
WHERE length(s) > 4
ORDER BY id
