SELECT
  listagg(s, ',') AS c1
FROM cases.nothing
