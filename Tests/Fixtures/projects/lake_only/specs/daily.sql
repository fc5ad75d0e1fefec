SELECT
  station,
  day,
  count(*) AS readings,
  max((fahrenheit - 32) * 5 / 9) AS warmest
FROM bronze.readings
WHERE fahrenheit IS NOT NULL
GROUP BY station, day
