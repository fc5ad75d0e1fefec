SELECT * FROM (SELECT id, i, l FROM cases.numbers) UNPIVOT INCLUDE NULLS (v FOR n IN (I, l AS long)) AS u
ORDER BY id, n
