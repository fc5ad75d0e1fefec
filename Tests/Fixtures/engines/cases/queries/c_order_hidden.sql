SELECT id FROM cases.numbers ORDER BY coalesce(x, 0) * -1, id
