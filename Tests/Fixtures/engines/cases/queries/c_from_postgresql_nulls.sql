-- from: postgresql
SELECT g, i, id FROM cases.numbers ORDER BY g DESC, i, id
