-- unsupported: redshift
SELECT product FROM cases.sales INTERSECT ALL SELECT product FROM cases.sales WHERE region = 'north' ORDER BY product
