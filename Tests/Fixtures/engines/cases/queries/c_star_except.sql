SELECT * EXCEPT (amount, day) FROM cases.sales ORDER BY id
