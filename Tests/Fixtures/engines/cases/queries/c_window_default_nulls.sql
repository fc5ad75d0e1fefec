SELECT id, row_number() OVER (ORDER BY quantity, id) AS a, row_number() OVER (ORDER BY quantity DESC, id) AS b FROM cases.sales ORDER BY id
