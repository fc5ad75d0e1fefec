-- wh:shop.dim_day: dimension

-- Published in one transaction, all rows replaced
INSERT INTO shop.dim_day (day_key)
SELECT m.member_key
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM shop.dim_day AS d WHERE d.day_key = m.member_key);

INSERT INTO shop.dim_day (day_key, full_date, year, quarter, month, month_name, day, day_of_week, day_name, week, is_weekend)
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
    SELECT DATE '2024-01-01' + n.day_offset AS day_date
    FROM (
      SELECT p0.digit + p1.digit * 10 + p2.digit * 100 AS day_offset
      FROM (SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS p0
      CROSS JOIN (SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS p1
      CROSS JOIN (SELECT 0 AS digit UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) AS p2
    ) AS n
    WHERE n.day_offset < 366
  ) AS c
) AS p
WHERE NOT EXISTS (
  SELECT 1 FROM shop.dim_day AS d WHERE d.full_date = p.day_date
);


-- Checks inside the transaction; a broken one rolls it back
-- complete (error): Days are missing from 'shop.dim_day', or stand in it twice.
SELECT abs(366 - count(*))
FROM shop.dim_day AS d
WHERE d.full_date >= DATE '2024-01-01'
  AND d.full_date < DATE '2025-01-01';

