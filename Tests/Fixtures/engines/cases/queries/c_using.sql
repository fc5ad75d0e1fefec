SELECT product, id, kind FROM cases.sales FULL JOIN cases.products USING (product) ORDER BY product, id
