SELECT a.id, b.product FROM cases.nested a CROSS JOIN cases.products b ORDER BY a.id, b.product
