#!/usr/bin/env bash
# The example platform from end to end: servers up, specs checked, planned and applied, January loaded,
# and one business question asked as two roles, whose answers are compared with the CSV files.
# Called by `make demo`, which builds first. Running it again builds on what is there, and stops it again.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/lib.sh
mark_processes demo
WEIR=${WEIR:-.build/debug/weir}
# specs/environments/local.yaml names this port.
api_port=18080
export FLIGHT_API_TOKEN=${FLIGHT_API_TOKEN:-example-token}

january="SELECT carrier, flights,
  round(total_arrival_delay::numeric / nullif(arrived, 0), 2) AS average_arrival_delay
FROM ops.agg_carrier_month WHERE month = DATE '2013-01-01' ORDER BY carrier"

say() { printf '\n== %s\n' "$*"; }

# Shows a command before it runs, as one would type it.
show() {
  printf '\n$ weir'
  printf ' %q' "$@"
  printf '\n'
  "$WEIR" "$@"
}

# ask ROLE [CARRIER]: the question as one role, and whether its answer is that of the CSV files.
ask() {
  local role=$1 carrier=${2:-}
  say "January 2013, asked as $role"
  "$WEIR" query --on warehouse --as "$role" "$january"
  "$WEIR" query --on warehouse --as "$role" --format csv "$january" \
    | python3 example/verify.py --check - ${carrier:+--carrier "$carrier"}
}

clean_up() {
  local status=$?
  trap - EXIT
  stop_flight_api
  "$WEIR" down || status=1
  end_leftovers || status=1
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Starting the laptop's servers, and the systems that data comes from"
"$WEIR" up
example/load_operations.sh "$(socket_folder)"
start_flight_api "$api_port"

say "Checking, planning and applying specs/"
show validate
show compile
show plan --summary --out .weir/demo.plan
show apply .weir/demo.plan

say "Loading January"
show run nightly --since 2013-01-01 --until 2013-02-01
show status

ask network_analyst
ask united_analyst UA

say "Nothing is left to do"
show plan --detailed-exitcode
