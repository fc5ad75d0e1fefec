-- from: trino
-- unsupported: redshift
SELECT id, one, place FROM cases.lists CROSS JOIN UNNEST(li) WITH ORDINALITY AS t (one, place) ORDER BY id, place
