SELECT product, id, kind FROM cases.sales NATURAL JOIN cases.products ORDER BY product, id
