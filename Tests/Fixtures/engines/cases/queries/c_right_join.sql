SELECT p.product, s.id FROM cases.sales s RIGHT JOIN cases.products p ON s.product = p.product ORDER BY p.product, s.id
