SELECT id, (SELECT max(price) FROM cases.products p WHERE p.product = s.product) AS a, (SELECT count(*) FROM cases.nothing) AS b
FROM cases.sales s
ORDER BY id
