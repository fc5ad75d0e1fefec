#!/usr/bin/env bash
# Builds a libFuzzer target of Tests/Fuzz and runs it: scripts/fuzz.sh NAME. FUZZ_SECONDS says how long (600).
# What it learns stays under .build/fuzz/corpus; what it finds lies beside that as crash-... or timeout-...
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:-spec}
seconds=${FUZZ_SECONDS:-600}
product=Fuzz${name^}
scratch=.build/fuzz
if [ ! -d "Tests/Fuzz/${name^}" ]; then
  echo "There is no target Tests/Fuzz/${name^}." >&2
  exit 1
fi

# Everything is built aside, because every room is instrumented.
WEIR_FUZZ=1 swift build -c release --scratch-path "$scratch" --product "$product"

seeds=$scratch/seeds/$name
corpus=$scratch/corpus/$name
rm -rf "$seeds"
mkdir -p "$seeds" "$corpus"
python3 scripts/fuzz_seeds.py "$name" "$seeds" "$scratch/$name.dict"

# Swift's own handler of crashes would hide them from libFuzzer.
SWIFT_BACKTRACE=enable=no "$scratch/release/$product" \
  -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=8192 -print_final_stats=1 \
  -dict="$scratch/$name.dict" -artifact_prefix="$scratch/corpus/$name-" "$corpus" "$seeds"
