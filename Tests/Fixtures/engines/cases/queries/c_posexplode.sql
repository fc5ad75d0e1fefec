-- unsupported: redshift
SELECT id, place, one FROM cases.lists LATERAL VIEW posexplode(li) t AS place, one ORDER BY id, place
