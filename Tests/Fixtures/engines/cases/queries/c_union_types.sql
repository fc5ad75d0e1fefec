SELECT i AS a FROM cases.numbers UNION ALL SELECT d FROM cases.numbers ORDER BY a
