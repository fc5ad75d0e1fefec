SELECT id, d + INTERVAL '5' HOUR AS a
FROM cases.times
ORDER BY id
