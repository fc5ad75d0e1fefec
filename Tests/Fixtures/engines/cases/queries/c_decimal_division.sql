SELECT
  region,
  sum(amount) / count(*) AS a,
  sum(amount) / sum(quantity) AS b,
  100.0 * sum(amount) / nullif(sum(sum(amount)) OVER (), 0) AS c,
  avg(amount) AS e,
  avg(amount) / 3 AS f
FROM cases.sales
GROUP BY region
ORDER BY region
