-- unsupported: redshift
SELECT p.product, t.id
FROM cases.products p LEFT JOIN LATERAL (SELECT id FROM cases.sales s WHERE s.product = p.product ORDER BY amount DESC, id LIMIT 1) t ON TRUE
ORDER BY p.product
