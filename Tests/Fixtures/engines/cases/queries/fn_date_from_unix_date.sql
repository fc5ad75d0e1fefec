SELECT
  id,
  date_from_unix_date(i) AS c1,
  date_from_unix_date(19000) AS c2
FROM cases.numbers
ORDER BY id
