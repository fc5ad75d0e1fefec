-- from: postgresql
SELECT id, EXTRACT(ISODOW FROM d) AS c1, EXTRACT(isoyear FROM d) AS c2 FROM cases.times ORDER BY id
