SELECT id, s FROM cases.texts ORDER BY s, id
