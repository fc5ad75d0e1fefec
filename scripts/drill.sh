#!/usr/bin/env bash
# The crash drill: kills `weir run` and `weir apply` with SIGKILL at every named instant (WEIR_CRASH_AT), starts them
# again, and compares what is there with what an undisturbed run made. About ten minutes. Called by `make drill`,
# which builds first. DRILL=run or DRILL=apply does one half.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/lib.sh
mark_processes drill
root=$PWD
WEIR=$root/.build/debug/weir
export FLIGHT_API_TOKEN=drill-token
bad=0
good=0
folders=()

clean_up() {
  local status=$? folder
  trap - EXIT
  stop_flight_api
  for folder in "${folders[@]}"; do
    "$WEIR" down --project "$folder" >/dev/null 2>&1 || true
    rm -rf "$folder"
  done
  end_leftovers || status=1
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Makes a copy of the example with servers of its own, and goes there.
enter_copy() {
  local folder
  folder=$(mktemp -d /tmp/weir-drill-XXXX)
  chmod 755 "$folder"
  folders+=("$folder")
  cp -r "$root/specs" "$folder/"
  ln -s "$root/.venv" "$root/example" "$folder/"
  cd "$folder"
  "$WEIR" up 2>/dev/null
}

report() {
  if [ "$1" = ok ]; then good=$((good + 1)); else bad=$((bad + 1)); fi
  echo "$@"
}

steps_of() {
  python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["steps"]))' "$1"
}

# Kills an apply of a new copy at one instant: the next plan must be the rest, and its apply the end.
drill_apply() {
  local point=$1 folder all left status=0
  enter_copy
  "$WEIR" plan --out all.plan >/dev/null
  all=$(steps_of all.plan)
  WEIR_CRASH_AT=$point "$WEIR" apply all.plan >/dev/null 2>&1 || status=$?
  "$WEIR" plan --out rest.plan >/dev/null
  left=$(steps_of rest.plan)
  if [ "$status" -eq 137 ] && [ "$left" -le "$all" ] && "$WEIR" apply rest.plan 2>/dev/null \
    && "$WEIR" plan --detailed-exitcode >/dev/null; then
    report ok "$point: $left of $all steps were left"
  else
    report BAD "$point: the apply ended with $status, $left of $all steps were left"
  fi
  folder=$PWD
  "$WEIR" down 2>/dev/null
  cd "$root"
  rm -rf "$folder"
}

run_two_days() {
  "$WEIR" run nightly --since 2013-01-01 --until 2013-01-03 --var flight_api=http://127.0.0.1:18093 "$@"
}

# A line with number and hash of the rows for each table.
rows() {
  local table
  for table in agg_carrier_month dim_aircraft dim_airport dim_carrier dim_date fct_flight; do
    psql -h "$(socket_folder)" -U weir -d warehouse -XqAtc \
      "SELECT '$table', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ops.$table AS t"
  done
  for table in bronze.airlines bronze.airports bronze.flights bronze.planes bronze.weather silver.flights; do
    "$WEIR" query --on lake --format csv \
      "SELECT '$table', count(*), md5(string_agg(t::VARCHAR, '|' ORDER BY t::VARCHAR)) FROM lake.$table AS t"
  done
}

drill_run() {
  local point status
  enter_copy
  "$root/example/load_operations.sh" "$(socket_folder)" >/dev/null
  start_flight_api 18093
  "$WEIR" apply --var flight_api=http://127.0.0.1:18093 >/dev/null 2>&1
  run_two_days >/dev/null 2>&1
  rows >undisturbed.rows
  targets=$(python3 -c '
import json, glob
for f in glob.glob("'"$root"'/generated/local/schedules/nightly.json"):
    print("\n".join(t["target"] for t in json.load(open(f))["tasks"]))')
  for point in run.began run.finished $(for t in $targets; do
    for p in leased decided prepared staged checked published cleaned recorded; do echo "task.$t.$p"; done
  done); do
    status=0
    WEIR_CRASH_AT=$point run_two_days --rebuild >/dev/null 2>&1 || status=$?
    if [ "$status" -eq 137 ] && run_two_days --rebuild >again.log 2>&1 && rows >again.rows \
      && cmp -s undisturbed.rows again.rows; then
      report ok "$point"
    else
      report BAD "$point: the run ended with $status"
      diff undisturbed.rows again.rows || true
      tail -5 again.log
    fi
  done
  cd "$root"
}

if [ "${DRILL:-apply}" = apply ]; then
  for point in leased prepared step.1.before step.1.after step.4.before step.4.after step.20.before \
    transaction.before-commit transaction.after-commit step.53.before step.53.after finished; do
    drill_apply "apply.$point"
  done
fi
if [ "${DRILL:-run}" = run ]; then drill_run; fi
echo "$good passed, $bad failed"
[ "$bad" -eq 0 ]
