-- from: duckdb
SELECT * FROM cases.products QUALIFY row_number() OVER (ORDER BY price DESC) <= 2 ORDER BY product
