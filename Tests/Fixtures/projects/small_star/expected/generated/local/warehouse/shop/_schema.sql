CREATE SCHEMA shop;

COMMENT ON SCHEMA shop IS 'Sales, as a star.';
