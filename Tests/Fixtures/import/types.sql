-- What no spec declares: it is there before.
CREATE SCHEMA shop;
CREATE SCHEMA hr;
CREATE TYPE shop.rating AS ENUM ('G','PG','R');
CREATE DOMAIN shop.year AS integer CHECK (VALUE >= 1901 AND VALUE <= 2155);
CREATE FUNCTION shop.last_updated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.last_update = CURRENT_TIMESTAMP; RETURN NEW; END $$;
CREATE SEQUENCE shop.film_seq;
