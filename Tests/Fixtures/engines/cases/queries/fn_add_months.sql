SELECT
  id,
  add_months(d, 1) AS c1,
  add_months(d, -1) AS c2,
  add_months(ts, 12) AS c3,
  add_months(d, 0) AS c4,
  add_months(DATE '2024-01-31', 1) AS c5
FROM cases.times
ORDER BY id
