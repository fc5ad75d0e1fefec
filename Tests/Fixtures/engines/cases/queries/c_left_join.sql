SELECT s.id, p.kind FROM cases.sales s LEFT JOIN cases.products p ON s.product = p.product AND p.price > 10 ORDER BY s.id
