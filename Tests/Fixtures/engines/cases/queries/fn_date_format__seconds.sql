SELECT id, from_unixtime(id * 86399, 'yyyy-MM-dd HH:mm') AS c1 FROM cases.numbers ORDER BY id
