SELECT id FROM cases.numbers WHERE i > (SELECT max(id) FROM cases.products p JOIN cases.nested n ON p.product = 'tea') ORDER BY id
