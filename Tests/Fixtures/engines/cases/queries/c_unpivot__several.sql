SELECT id, u.part, u.one, u.other
FROM (SELECT id, i, l, d, x FROM cases.numbers)
UNPIVOT ((one, other) FOR part IN ((i, d) AS first, (l, x))) AS u
ORDER BY id, part
