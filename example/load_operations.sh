#!/usr/bin/env bash
# Fills the flight desk's operational database from example/data. Running it again changes nothing.
#
#   example/load_operations.sh SOCKET_DIRECTORY            database flightdesk, made when missing
#   example/load_operations.sh 'host=... dbname=... ...'   a database that is there
#
# PGUSER names the user (weir, with a socket directory).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$here/data/nycflights13

if [ $# -ne 1 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 64
fi
target=$1

# No settings of the person who runs this: the same on every machine.
run_psql() {
  PGOPTIONS='-c client_min_messages=warning' psql --no-psqlrc --quiet --no-align --tuples-only \
    --set ON_ERROR_STOP=1 "$@"
}

if [[ $target == /* ]]; then
  server="host=$target user=${PGUSER:-weir}"
  target="$server dbname=flightdesk"
  there=$(run_psql --dbname "$server dbname=postgres" \
    --command "SELECT count(*) FROM pg_database WHERE datname = 'flightdesk'")
  if [ "$there" -eq 0 ]; then
    run_psql --dbname "$server dbname=postgres" --command 'CREATE DATABASE flightdesk'
  fi
fi

# The whole load is written down first: what cannot be read must not be committed half.
script=$(mktemp)
trap 'rm -f "$script"' EXIT
{
  cat "$here/operations.sql"
  for table in airlines airports planes; do
    read -r columns < <(gzip -dc "$data/$table.csv.gz")
    echo "COPY public.$table ($columns) FROM STDIN WITH (FORMAT csv, HEADER, NULL 'NA');"
    gzip -dc "$data/$table.csv.gz"
    echo '\.'
  done
  echo 'ANALYZE public.airlines, public.airports, public.planes;'
} >"$script"
run_psql --dbname "$target" --single-transaction --file "$script"
