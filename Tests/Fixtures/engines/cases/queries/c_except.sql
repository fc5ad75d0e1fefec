SELECT product FROM cases.sales EXCEPT SELECT product FROM cases.products ORDER BY product
