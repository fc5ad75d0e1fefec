SELECT id, i = '7' AS a, d > '2' AS b, '3' < l AS c
FROM cases.numbers
WHERE i IN ('7', '2', '0')
ORDER BY id
