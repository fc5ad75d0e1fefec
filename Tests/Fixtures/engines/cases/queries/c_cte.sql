WITH tea AS (SELECT * FROM cases.sales WHERE product = 'tea'), north AS (SELECT id, amount FROM tea WHERE region = 'north')
SELECT count(*) AS a, sum(amount) AS b FROM north
