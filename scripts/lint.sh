#!/usr/bin/env bash
# Checks what needs no build: format, imports against the table of rooms, and the scripts' own tests.
set -euo pipefail
cd "$(dirname "$0")/.."

swift format lint --strict --parallel --recursive Sources Tests Package.swift
python3 scripts/check_imports.py
python3 scripts/embed_diagnostics.py --check
for script in .ci/run scripts/*.sh; do bash -n "$script"; done
python3 -m unittest discover --quiet --start-directory scripts/tests
