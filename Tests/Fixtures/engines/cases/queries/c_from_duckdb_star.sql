-- from: duckdb
SELECT * EXCLUDE (day) REPLACE (coalesce(quantity, 0) AS quantity) FROM cases.sales ORDER BY id
