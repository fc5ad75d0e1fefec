SELECT id AS `select`, i AS `Order By`, g AS `grün` FROM cases.numbers ORDER BY `select`
