-- table wh:ops.agg_carrier_month
--   month date
--   carrier varchar(2)
--   flights long
--   total_arrival_delay long
--   primary key [], unique [["month", "carrier"]]

DELETE FROM ops.agg_carrier_month;

INSERT INTO ops.agg_carrier_month (month, carrier, flights, total_arrival_delay)
SELECT
  CAST(date_trunc('month', flight_date) AS date) AS month,
  carrier,
  count(*) AS flights,
  sum(arrival_delay) AS total_arrival_delay
FROM ops.fct_flight
GROUP BY 1, 2;

-- publish check reconciles(flights): The rows of 'ops.agg_carrier_month' do not count all rows of 'ops.fct_flight'.
SELECT abs(
  (SELECT count(*) FROM ops.fct_flight)
  - (SELECT coalesce(sum(t.flights), 0) FROM ops.agg_carrier_month AS t)
);
