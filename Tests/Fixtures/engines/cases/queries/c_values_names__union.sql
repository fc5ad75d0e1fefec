-- order: any
VALUES (1, 'a'), (2, 'b') UNION ALL VALUES (3, 'c') EXCEPT VALUES (2, 'b'), (7, 'z')
