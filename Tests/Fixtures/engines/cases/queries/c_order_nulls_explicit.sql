SELECT id, i, g FROM cases.numbers ORDER BY g NULLS LAST, i DESC NULLS FIRST, id
