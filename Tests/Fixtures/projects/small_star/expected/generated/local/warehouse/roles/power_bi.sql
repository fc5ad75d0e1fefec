CREATE ROLE power_bi LOGIN;

GRANT sales_de TO power_bi;
