SELECT id, i, g FROM cases.numbers ORDER BY g DESC, i, id
