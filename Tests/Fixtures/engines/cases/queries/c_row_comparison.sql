SELECT id FROM cases.numbers WHERE (i, g) IN ((7, 'a'), (2, 'b')) ORDER BY id
