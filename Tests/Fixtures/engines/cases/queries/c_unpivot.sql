SELECT * FROM (SELECT id, i, l FROM cases.numbers) UNPIVOT (value FOR name IN (i, l)) ORDER BY id, name
