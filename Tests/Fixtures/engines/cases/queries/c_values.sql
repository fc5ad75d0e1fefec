SELECT * FROM VALUES (1, 'a'), (2, NULL), (3, 'c') AS v(n, s) ORDER BY n
