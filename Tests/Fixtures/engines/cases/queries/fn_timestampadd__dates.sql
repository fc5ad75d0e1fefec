SELECT
  id,
  timestampadd(DAY, 1, d) AS c1,
  dateadd(MONTH, 1, d) AS c2,
  dateadd(HOUR, 36, d) AS c3
FROM cases.times
ORDER BY id
