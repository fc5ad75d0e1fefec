SELECT s.id FROM cases.sales s LEFT SEMI JOIN cases.products p ON s.product = p.product AND p.price > 10 ORDER BY s.id
