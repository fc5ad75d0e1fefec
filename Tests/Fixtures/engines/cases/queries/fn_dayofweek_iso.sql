-- from: duckdb
SELECT id, isodow(d) AS a FROM cases.times ORDER BY id
