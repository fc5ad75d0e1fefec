SELECT id, product IN (SELECT product FROM cases.products) AS a
FROM cases.sales
WHERE region NOT IN (SELECT s FROM cases.nothing) AND product IS NOT NULL
ORDER BY id
