-- unsupported: postgresql
SELECT id, sha1(s) AS c1, sha(t) AS c2 FROM cases.texts ORDER BY id
