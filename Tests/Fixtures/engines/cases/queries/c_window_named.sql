SELECT id, sum(quantity) OVER w AS a, row_number() OVER w AS b FROM cases.sales WINDOW w AS (PARTITION BY region ORDER BY id) ORDER BY id
