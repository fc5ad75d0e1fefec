SELECT p.product AS a, s.product AS b, s.id FROM cases.sales s FULL OUTER JOIN cases.products p ON s.product = p.product ORDER BY a, b, s.id
