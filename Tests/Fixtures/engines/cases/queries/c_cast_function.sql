SELECT
  id,
  date(ts) AS c1,
  string(d) AS c2,
  int('12') + bigint(id) AS c3,
  double(id) AS c4,
  boolean('true') AS c5,
  decimal(id) AS c6
FROM cases.times
ORDER BY id
