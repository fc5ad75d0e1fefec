-- from: duckdb
-- unsupported: postgresql, redshift
SELECT id, st.number AS a, {'x': id, 'y': 'z'} AS b, m['a'] AS c FROM cases.nested ORDER BY id
