-- from: duckdb
SELECT id, isoyear(d) AS a FROM cases.times ORDER BY id
