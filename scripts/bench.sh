#!/usr/bin/env bash
# Measures Weir, one line a figure: NAME VALUE UNIT. Arguments choose the figures whose names begin so.
#
#   scripts/bench.sh                   everything
#   scripts/bench.sh example.compile   the figures of one thing
#
# Parts of the program are measured by the target WeirBenchmarks, the whole program by
# bench_process.py. Figures of a debug build say nothing, so this builds for release.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --configuration release --static-swift-stdlib --product WeirBenchmarks >&2
swift build --configuration release --static-swift-stdlib --product weir >&2
.build/release/WeirBenchmarks "$@"
python3 scripts/bench_process.py --program .build/release/weir "$@"
python3 scripts/bench_warehouse.py --program .build/release/weir "$@"
