#!/usr/bin/env bash
# Everything CI asks, in its order. The first stage that fails ends the run; a table of times ends it well.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/lib.sh
mark_processes test
WEIR=.build/debug/weir
times=()

stage() {
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if ! "$@"; then
    printf '\n== %s FAILED after %d s\n' "$name" $((SECONDS - started)) >&2
    exit 1
  fi
  times+=("$(printf '%5d s  %s' $((SECONDS - started)) "$name")")
}

# The test targets that Package.swift declares, small before medium before large.
test_targets() {
  swift package dump-package | python3 -c '
import json, sys
order = ["SmallTests", "MediumTests", "LargeTests"]
targets = [t["name"] for t in json.load(sys.stdin)["targets"] if t["type"] == "test"]
unknown = sorted(set(targets) - set(order))
if unknown: sys.exit("test targets without a size: " + ", ".join(unknown))
print("\n".join(sorted(targets, key=order.index)))'
}

# The tests that a log says were started and does not say were finished.
unfinished_tests() {
  comm -23 <(sed -nE 's/^◇ Test ([a-zA-Z_]+\(.*|".*) started\.$/\1/p' "$1" | sort -u) \
    <(sed -nE -e 's/ with [0-9]+ test cases?//' \
      -e 's/^[✔✘] Test (.*) (passed|failed) after .*/\1/p' "$1" | sort -u)
}

# Runs one test target; fails too when the filter matched no test, which `swift test` does not,
# and when the tests hang.
run_tests() {
  local target=$1 log status count minutes=20
  log=$(mktemp)
  # Only what went wrong and the closing line are of interest.
  timeout --kill-after=10 "${minutes}m" \
    swift test --skip-build --disable-xctest --filter "^$target\\." 2>&1 | tee "$log" \
    | grep -vP '^(◇|↳|✔ (?!Test run with)|\[\d+/\d+\]|Build complete|warning: No matching)| started\.$'
  status=${PIPESTATUS[0]}
  count=$(sed -nE 's/.*Test run with ([0-9]+) tests? .*/\1/p' "$log" | tail -1)
  if [ "$status" -eq 124 ]; then
    echo "$target did not end in $minutes minutes. Started and not finished:" >&2
    unfinished_tests "$log" >&2
  fi
  rm -f "$log"
  [ "$status" -eq 0 ] || return "$status"
  if [ "${count:-0}" -eq 0 ]; then
    echo "$target ran no test." >&2
    return 1
  fi
}

# Compiles the example in place; what changed or appeared was stale.
check_generated() {
  local stale
  if ! has_command compile; then
    echo "The program has no command 'compile' yet."
    return 0
  fi
  "$WEIR" compile || return 1
  stale=$(git status --porcelain --untracked-files=all -- generated)
  if [ -n "$stale" ]; then
    echo "generated/ is stale. Run 'weir compile', review the difference, and commit it:" >&2
    echo "$stale" >&2
    git --no-pager diff --stat -- generated >&2
    return 1
  fi
}

# However the run ends, nothing that it started goes on.
trap 'end_leftovers || true' EXIT

stage setup scripts/setup.sh --test
stage lint scripts/lint.sh
stage build swift build --build-tests
stage generated check_generated
targets=$(test_targets)
for target in $targets; do stage "$target" run_tests "$target"; done
stage engines .venv/bin/python Tests/Engines/compare.py
stage leftovers end_leftovers

printf '\n== All passed\n'
printf '%s\n' "${times[@]}"
