SELECT id, key, value FROM cases.nested LATERAL VIEW explode(m) t AS key, value ORDER BY id, key
