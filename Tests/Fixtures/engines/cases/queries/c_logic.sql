SELECT id, p AND q AS a, p OR q AS b, NOT p AS c, p = q AS e, p IS TRUE AS f, q IS NOT FALSE AS h, p AND NOT q OR q AS j
FROM cases.flags
ORDER BY id
