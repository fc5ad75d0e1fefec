SELECT upper(region) AS area, sum(amount) AS a
FROM cases.sales
GROUP BY area
ORDER BY area
