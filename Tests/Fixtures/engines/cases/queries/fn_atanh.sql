-- unsupported: redshift, trino
SELECT id, atanh(i / 1000) AS c1 FROM cases.numbers WHERE abs(i) < 900 ORDER BY id
