-- The flight desk's operational database: what the desk itself keeps, in its own keys and types.
-- Run by load_operations.sh, any number of times.

CREATE TABLE IF NOT EXISTS public.airlines (
  carrier varchar(2) PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE IF NOT EXISTS public.airports (
  faa varchar(3) PRIMARY KEY,
  name text NOT NULL,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  alt integer NOT NULL,
  tz integer,
  dst varchar(1),
  tzone text
);

CREATE TABLE IF NOT EXISTS public.planes (
  tailnum varchar(6) PRIMARY KEY,
  year integer,
  type text NOT NULL,
  manufacturer text NOT NULL,
  model text NOT NULL,
  engines integer NOT NULL,
  seats integer NOT NULL,
  speed integer,
  engine text NOT NULL,
  -- When the desk last changed the row.
  updated_at timestamptz NOT NULL DEFAULT '2013-01-01 00:00:00+00'
);

TRUNCATE public.airlines, public.airports, public.planes;
