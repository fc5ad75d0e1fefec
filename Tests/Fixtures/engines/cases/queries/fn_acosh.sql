-- unsupported: redshift, trino
SELECT id, acosh(i) AS c1 FROM cases.numbers WHERE i >= 1 ORDER BY id
