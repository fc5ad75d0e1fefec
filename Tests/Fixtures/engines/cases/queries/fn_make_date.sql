SELECT
  id,
  make_date(2024, 2, id) AS c1,
  make_date(2023, id, 28) AS c2,
  make_date(2000 + i, 1, 1) AS c3
FROM cases.numbers
WHERE id < 4
ORDER BY id
