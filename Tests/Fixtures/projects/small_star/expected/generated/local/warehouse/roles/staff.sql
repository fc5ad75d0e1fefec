CREATE ROLE staff NOLOGIN;

COMMENT ON ROLE staff IS 'Sees the dimensions.';

GRANT USAGE ON SCHEMA shop TO staff;

GRANT SELECT ON shop.dim_day TO staff;

GRANT SELECT ON shop.dim_product TO staff;
