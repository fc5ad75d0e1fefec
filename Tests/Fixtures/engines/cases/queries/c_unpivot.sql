SELECT id, region, measure, value
FROM cases.sales UNPIVOT (value FOR measure IN (quantity AS `Pieces`, amount))
ORDER BY id, measure
