SELECT
  n > 2,
  listagg(CAST(id AS string), ',') WITHIN GROUP (ORDER BY id) AS c1,
  listagg(t) WITHIN GROUP (ORDER BY id DESC) AS c2
FROM cases.texts
GROUP BY n > 2
ORDER BY n > 2
