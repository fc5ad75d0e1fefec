SELECT id, array(1, 2, n) AS a, array('x', 'y')[0] AS b, li[0] AS c FROM cases.lists WHERE size(li) > 0 ORDER BY id
