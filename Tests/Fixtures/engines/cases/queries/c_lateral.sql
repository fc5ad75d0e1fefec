-- unsupported: redshift
SELECT p.product, t.total
FROM cases.products p, LATERAL (SELECT sum(amount) AS total FROM cases.sales s WHERE s.product = p.product) t
ORDER BY p.product
