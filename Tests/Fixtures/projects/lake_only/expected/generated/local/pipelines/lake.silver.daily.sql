-- lake:silver.daily: transform
-- reads lake:bronze.readings

-- Rows of silver.daily, rows of day in [{{lower}}, {{upper}}) replaced
SELECT
  station,
  day,
  count(*) AS readings,
  max((fahrenheit - 32) * 5 / 9) AS warmest
FROM lake.bronze.readings
WHERE fahrenheit IS NOT NULL
GROUP BY station, day;


-- Checks, before anything is published
-- unique(station, day) (error): several rows have the same station, day
SELECT count(*)
FROM (
  SELECT station, day
  FROM {{rows}}
  GROUP BY station, day
  HAVING count(*) > 1
) AS repeated;

-- range(warmest) (warning): 'warmest' lies outside of its range
SELECT count(*)
FROM {{rows}}
WHERE warmest < -90 OR warmest > 60;

-- accepted(station) (error): 'station' has a value that is not accepted
SELECT count(*)
FROM {{rows}}
WHERE station NOT IN ('JFK', 'O''Hare');

