-- from: duckdb
-- unsupported: redshift
SELECT g, list_sort(array_agg(i)) AS a, count(*) AS b FROM cases.numbers GROUP BY g ORDER BY g
