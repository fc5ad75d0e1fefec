CREATE TABLE public.products (
  sku text PRIMARY KEY, title text, price numeric(10, 2), changed timestamptz NOT NULL
);
CREATE TABLE public.sales (
  receipt bigint PRIMARY KEY, sold_on date NOT NULL, sold_at timestamptz NOT NULL, sku text,
  country text, amount numeric(12, 2)
);
INSERT INTO public.products VALUES
  ('A', 'Apples', 1.50, '2024-01-01 00:00+00'), ('B', 'Bread', 2.20, '2024-01-01 00:00+00');
-- Product C is missing; one sale has no product at all.
INSERT INTO public.sales
SELECT n, DATE '2024-02-01' + n % 5, TIMESTAMPTZ '2024-02-01 10:00+00' + n % 5 * INTERVAL '1 day',
  (ARRAY['A', 'B', 'C', NULL])[1 + n % 4], (ARRAY['DE', 'FR'])[1 + n % 2], n * 1.25
FROM generate_series(1, 100) AS n;
