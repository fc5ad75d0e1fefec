SELECT j, json_array_length(j) AS n
FROM (VALUES ('[]'), ('[1, [2, 3], null]'), ('{"a": [1]}'), (NULL), ('3')) AS v (j)
ORDER BY j
