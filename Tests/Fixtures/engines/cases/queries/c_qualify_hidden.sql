-- from: duckdb
SELECT id, upper(region) FROM cases.sales QUALIFY count(*) OVER (PARTITION BY region) > 1 ORDER BY quantity, amount, id
