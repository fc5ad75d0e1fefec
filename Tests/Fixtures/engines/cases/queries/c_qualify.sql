-- from: duckdb
SELECT id, region, quantity FROM cases.sales QUALIFY row_number() OVER (PARTITION BY region ORDER BY quantity DESC, id) = 1 ORDER BY id
