-- wh:ops.agg_carrier_month: aggregate
-- reads wh:ops.fct_flight

-- Published in one transaction, all rows replaced
DELETE FROM ops.agg_carrier_month;

INSERT INTO ops.agg_carrier_month (month, carrier, flights, cancelled, arrived, total_arrival_delay)
SELECT
  CAST(date_trunc('month', CAST(flight_date AS timestamp)) AS date) AS month,
  carrier,
  count(*) AS flights,
  CAST(sum(CASE WHEN is_cancelled THEN 1 ELSE 0 END) AS bigint) AS cancelled,
  count(arrival_delay) AS arrived,
  CAST(sum(arrival_delay) AS bigint) AS total_arrival_delay
FROM ops.fct_flight
GROUP BY 1, 2;


-- Checks inside the transaction; a broken one rolls it back
-- reconciles(flights) (error): The rows of 'ops.agg_carrier_month' do not count all rows of 'ops.fct_flight'.
SELECT abs(
  (SELECT count(*) FROM ops.fct_flight)
  - (SELECT coalesce(sum(t.flights), 0) FROM ops.agg_carrier_month AS t)
);

