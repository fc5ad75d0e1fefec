-- unsupported: redshift, trino
SELECT id, asinh(i) AS c1, asinh(x) AS c2 FROM cases.numbers WHERE abs(x) < 1000 ORDER BY id
