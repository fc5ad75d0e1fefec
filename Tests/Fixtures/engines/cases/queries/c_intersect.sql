SELECT product FROM cases.sales INTERSECT SELECT product FROM cases.products ORDER BY product
