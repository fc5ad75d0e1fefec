SELECT s.id, p.kind, p.price
FROM cases.sales s JOIN cases.products p ON s.product = p.product
ORDER BY s.id
