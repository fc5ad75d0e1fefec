-- expect@+3: WR0201
-- expect@+3: WR0201
SELECT f.id, f.delay
FROM bronze.flight AS f
JOIN bronze.airports AS a
  ON a.faa = f.origin
