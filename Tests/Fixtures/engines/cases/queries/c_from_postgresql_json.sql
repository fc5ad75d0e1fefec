-- from: postgresql
-- unsupported: redshift
SELECT
  id,
  CAST(j AS jsonb) -> 'a' ->> 'b' AS c1,
  CAST(j AS jsonb) ->> 'c' AS c2,
  j::json -> 'd' ->> 1 AS c3,
  CAST(j AS jsonb) ->> 'none' AS c4,
  CAST(CAST(j AS jsonb) -> 'd' ->> 0 AS int) + 1 AS c5
FROM (
  VALUES (1, '{"a": {"b": 5}, "c": "x", "d": [1, 2]}'), (2, '{"c": null, "d": []}'), (3, NULL)
) AS v (id, j)
ORDER BY id
