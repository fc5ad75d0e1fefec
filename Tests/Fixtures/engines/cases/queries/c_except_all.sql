-- unsupported: redshift
SELECT product FROM cases.sales EXCEPT ALL SELECT product FROM cases.products ORDER BY product
