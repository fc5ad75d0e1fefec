SELECT id, li = array(42) AS a, ls = array('b', 'a', 'b') AS b FROM cases.lists ORDER BY id
