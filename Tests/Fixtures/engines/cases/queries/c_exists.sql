SELECT s.id
FROM cases.sales s
WHERE EXISTS (SELECT 1 FROM cases.products p WHERE p.product = s.product AND p.price > 10)
  OR NOT EXISTS (SELECT 1 FROM cases.products p WHERE p.product = s.product)
ORDER BY s.id
