CREATE TABLE shop.dim_day (
  day_key integer NOT NULL,
  full_date date,
  year integer,
  quarter integer,
  month integer,
  month_name varchar(9),
  day integer,
  day_of_week integer,
  day_name varchar(9),
  week integer,
  is_weekend boolean,
  CONSTRAINT dim_day_pkey PRIMARY KEY (day_key),
  CONSTRAINT dim_day_full_date_key UNIQUE (full_date)
);

COMMENT ON COLUMN shop.dim_day.day_key IS 'The day as yyyymmdd; -1 is the unknown day, -2 the one that is not applicable.';

COMMENT ON COLUMN shop.dim_day.day IS 'Of the month.';

COMMENT ON COLUMN shop.dim_day.day_of_week IS 'Monday is 1, Sunday 7 (ISO 8601).';

COMMENT ON COLUMN shop.dim_day.week IS 'Of the year, by ISO 8601.';

COMMENT ON COLUMN shop.dim_day.is_weekend IS 'Saturday or Sunday.';
