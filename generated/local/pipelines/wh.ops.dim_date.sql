-- wh:ops.dim_date: dimension

-- Published in one transaction, all rows replaced
INSERT INTO ops.dim_date (date_key)
SELECT m.member_key
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_date AS d WHERE d.date_key = m.member_key);

INSERT INTO ops.dim_date (date_key, full_date, year, quarter, month, month_name, day, day_of_week, day_name, week, is_weekend)
SELECT
  p.year_number * 10000 + p.month_number * 100 + p.day_number,
  p.day_date,
  p.year_number,
  p.quarter_number,
  p.month_number,
  rtrim(to_char(p.day_date, 'Month')),
  p.day_number,
  p.weekday_number,
  rtrim(to_char(p.day_date, 'Day')),
  p.week_number,
  CASE WHEN p.weekday_number >= 6 THEN TRUE ELSE FALSE END
FROM (
  SELECT
    c.day_date,
    CAST(extract(year FROM c.day_date) AS int) AS year_number,
    CAST(extract(quarter FROM c.day_date) AS int) AS quarter_number,
    CAST(extract(month FROM c.day_date) AS int) AS month_number,
    CAST(extract(day FROM c.day_date) AS int) AS day_number,
    (CAST(extract(dow FROM c.day_date) AS int) + 6) % 7 + 1 AS weekday_number,
    CAST(extract(week FROM c.day_date) AS int) AS week_number
  FROM (
    SELECT DATE '2013-01-01' + n.day_offset AS day_date
    FROM (
      SELECT p0.digit + p1.digit * 10 + p2.digit * 100 AS day_offset
      FROM (SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS p0
      CROSS JOIN (SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS p1
      CROSS JOIN (SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS p2
    ) AS n
    WHERE n.day_offset < 365
  ) AS c
) AS p
WHERE NOT EXISTS (
  SELECT 1 FROM ops.dim_date AS d WHERE d.full_date = p.day_date
);


-- Checks inside the transaction; a broken one rolls it back
-- complete (error): Days are missing from 'ops.dim_date', or stand in it twice.
SELECT abs(365 - count(*))
FROM ops.dim_date AS d
WHERE d.full_date >= DATE '2013-01-01'
  AND d.full_date < DATE '2014-01-01';

