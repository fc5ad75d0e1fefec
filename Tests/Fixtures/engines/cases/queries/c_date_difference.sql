-- types: differ
SELECT id, d - DATE '2024-01-01' AS a
FROM cases.times
ORDER BY id
