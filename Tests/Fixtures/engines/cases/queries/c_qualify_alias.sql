-- from: duckdb
SELECT id, rank() OVER (ORDER BY quantity DESC) AS place FROM cases.sales QUALIFY place <= 3 ORDER BY place, id
