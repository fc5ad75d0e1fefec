-- unsupported: redshift
SELECT
  g,
  array_sort(collect_list(i)) AS c1,
  size(collect_list(x)) AS c2,
  array_sort(collect_list(DISTINCT d)) AS c3
FROM cases.numbers
GROUP BY g
ORDER BY g
