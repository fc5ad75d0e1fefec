# What the scripts share; source it from the project's root.

# Every process started from here on inherits a mark, so that one left behind can be found.
mark_processes() {
  export WEIR_RUN_MARK="$1-$$-$RANDOM"
}

# Processes that still carry the mark, one "PID COMMAND" a line, without the script itself.
leftovers() {
  local environ pid
  for environ in /proc/[0-9]*/environ; do
    pid=${environ//[!0-9]/}
    [ "$pid" != "$$" ] && [ "$pid" != "$BASHPID" ] || continue
    if grep -qzsx "WEIR_RUN_MARK=$WEIR_RUN_MARK" "$environ" 2>/dev/null; then
      echo "$pid $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)"
    fi
  done
}

# Ends every process left behind, and fails when there was one.
end_leftovers() {
  local left pid
  left=$(leftovers)
  [ -n "$left" ] || return 0
  echo "These processes were left behind; they are ended now:" >&2
  echo "$left" >&2
  while read -r pid _; do kill "$pid" 2>/dev/null || true; done <<<"$left"
  return 1
}

# has_command NAME: whether the program knows the command.
has_command() {
  "$WEIR" "$1" --help 2>/dev/null | grep -q "weir $1"
}

# The folder of the socket of the laptop's PostgreSQL; `weir up` writes down where it keeps it.
socket_folder() {
  echo "$(<.weir/postgres.location)/socket"
}

# start_flight_api PORT: serves the example's REST API, and returns when it answers.
# Sets flight_api_pid. FLIGHT_API_TOKEN must be set.
start_flight_api() {
  local ready
  exec {ready}< <(exec python3 example/rest_api.py --port "$1")
  flight_api_pid=$!
  if ! read -r -t 60 -u "$ready" _; then
    echo "The example's REST API did not start." >&2
    return 1
  fi
}

stop_flight_api() {
  [ -n "${flight_api_pid:-}" ] || return 0
  kill "$flight_api_pid" 2>/dev/null || true
  wait "$flight_api_pid" 2>/dev/null || true
  flight_api_pid=
}
