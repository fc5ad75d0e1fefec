SELECT id, CAST(ts AS date) AS a, CAST(d AS timestamp_ntz) AS b, CAST(tz AS date) AS c, CAST(d AS timestamp) AS e, CAST(tz AS timestamp_ntz) AS f, CAST(ts AS timestamp) AS h
FROM cases.times
ORDER BY id
