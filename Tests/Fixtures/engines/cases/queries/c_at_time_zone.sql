-- from: postgresql
SELECT id, ts AT TIME ZONE 'Europe/Zurich' AS a, tz AT TIME ZONE 'America/New_York' AS b FROM cases.times ORDER BY id
