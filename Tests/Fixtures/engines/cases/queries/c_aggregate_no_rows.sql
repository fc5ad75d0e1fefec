SELECT count(*) AS a, sum(i) AS b, max(s) AS c, avg(d) AS e FROM cases.nothing WHERE id > 0
