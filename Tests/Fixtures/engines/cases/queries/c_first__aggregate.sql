SELECT product, first(kind) AS c1, first(kind, true) AS c2, any_value(kind, true) AS c3
FROM cases.products
GROUP BY product
ORDER BY product
