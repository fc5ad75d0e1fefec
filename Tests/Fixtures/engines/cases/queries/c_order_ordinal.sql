SELECT g, i, id FROM cases.numbers ORDER BY 1, 2 DESC, 3
