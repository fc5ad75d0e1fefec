CREATE SCHEMA ops;

COMMENT ON SCHEMA ops IS 'Flight operations, as a star.';
