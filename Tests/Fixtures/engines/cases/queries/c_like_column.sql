SELECT id, s LIKE concat('%', t, '%') AS a
FROM cases.texts
ORDER BY id
