-- unsupported: postgresql, redshift
SELECT id, named_struct('x', id, 'y', 'z') AS a, st.number AS b, st.name AS c, struct(id, 2).id AS e FROM cases.nested ORDER BY id
