-- unsupported: redshift
SELECT
  id,
  get_json_object('{"a": {"b": 5}, "c": "x", "d": [1, 2]}', '$.a.b') AS c1,
  get_json_object('{"a": {"b": 5}, "c": "x", "d": [1, 2]}', '$.c') AS c2,
  get_json_object('{"d": [1, 2]}', '$.d[1]') AS c3,
  get_json_object('{"d": [1, 2]}', '$.none') AS c4
FROM cases.texts
WHERE id < 4
ORDER BY id
