SELECT
  id,
  convert_timezone('UTC', 'Europe/Zurich', ts) AS c1,
  convert_timezone('America/New_York', 'Asia/Tokyo', ts) AS c2
FROM cases.times
ORDER BY id
