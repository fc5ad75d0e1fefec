-- unsupported: redshift
SELECT
  g,
  array_sort(collect_set(i)) AS c1,
  size(collect_set(l)) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
