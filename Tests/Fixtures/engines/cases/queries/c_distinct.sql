SELECT DISTINCT g, i IS NULL AS a FROM cases.numbers ORDER BY g, a
