SELECT g, id FROM cases.numbers ORDER BY ALL
