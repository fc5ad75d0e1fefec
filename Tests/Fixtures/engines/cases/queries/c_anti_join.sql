SELECT s.id FROM cases.sales s LEFT ANTI JOIN cases.products p ON s.product = p.product ORDER BY s.id
