SELECT region AS a FROM cases.sales UNION SELECT product FROM cases.sales ORDER BY a
