SELECT
  id,
  timestampadd(DAY, 1, ts) AS c1,
  timestampadd(MONTH, -1, ts) AS c2,
  timestampadd(HOUR, 5, tz) AS c3,
  timestampadd(MINUTE, id, ts) AS c4,
  timestampadd(YEAR, 1, tz) AS c5,
  timestampadd(WEEK, 2, ts) AS c6,
  timestampadd(QUARTER, 1, ts) AS c7,
  timestampadd(SECOND, -30, ts) AS c8
FROM cases.times
ORDER BY id
