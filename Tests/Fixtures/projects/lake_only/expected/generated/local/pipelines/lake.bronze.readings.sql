-- lake:bronze.readings: load
-- reads landing:stations.readings

-- Checks on the loaded rows
-- not_null(station) (error): 'station' has no value
SELECT count(*)
FROM {{rows}}
WHERE station IS NULL;

