#!/usr/bin/env bash
# Installs what Weir needs and this machine lacks: Debian packages by apt, Python parts into .venv.
#
#   scripts/setup.sh          what building and running need
#   scripts/setup.sh --test   the independent checkers of the tests as well
#   --spark                   and Spark, in a .venv-spark of its own; it needs Java 17 or later
#
# Nothing is fetched when everything is there, so a second run works offline.
set -euo pipefail
cd "$(dirname "$0")/.."

has_package() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Names the Debian packages that are missing, one a line.
missing_packages() {
  local package
  for package in libyaml-dev libcurl4-openssl-dev libpq-dev zlib1g-dev tzdata; do
    has_package "$package" || echo "$package"
  done
  command -v pkg-config >/dev/null || echo pkg-config
  command -v git >/dev/null || echo git
  command -v setpriv >/dev/null || echo util-linux
  [ -n "$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null)" ] || echo postgresql-15
  command -v psql >/dev/null || echo postgresql-client-15
  python3 -c 'import ensurepip, venv' 2>/dev/null || printf '%s\n' python3 python3-venv
}

# Prints the words to put before a command that needs root.
root_prefix() {
  if [ "$(id -u)" -eq 0 ]; then
    echo "env"
  elif ! command -v sudo >/dev/null; then
    return 1
  elif [ -t 0 ]; then
    echo "sudo"
  else
    sudo -n true 2>/dev/null && echo "sudo -n"
  fi
}

# Runs a command, and shows what it printed only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

install_packages() {
  local -a missing as_root
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || ! prefix=$(root_prefix) || [ -z "$prefix" ]; then
    echo "Weir needs these Debian packages, and may not install them here:" >&2
    echo "  ${missing[*]}" >&2
    echo "Install them as root, then run this again:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  read -r -a as_root <<<"$prefix"
  echo "Installing Debian packages: ${missing[*]}"
  # Weir starts private servers of its own. Debian's package would make and start a cluster on
  # port 5432 as well; this file, there only for the time of the install, asks it not to.
  local quiet=/etc/postgresql-common/createcluster.d/weir-setup.conf
  "${as_root[@]}" mkdir -p "$(dirname "$quiet")"
  trap '"${as_root[@]}" rm -f "'"$quiet"'"' EXIT
  echo "create_main_cluster = false" | "${as_root[@]}" tee "$quiet" >/dev/null
  quietly "${as_root[@]}" apt-get update
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"
  "${as_root[@]}" rm -f "$quiet"
  trap - EXIT
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -gt 0 ]; then
    echo "apt-get succeeded, but these are still missing: ${missing[*]}" >&2
    exit 1
  fi
}

# install_python FILE IMPORT: the requirements of FILE, unless .venv holds exactly them and the
# Python statement IMPORT works.
install_python() {
  local file=$1 import=$2
  local stamp wanted
  stamp=.venv/$(basename "$file").installed
  wanted=$(cat "$file" scripts/constraints.txt | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] \
    && .venv/bin/python -c "$import" 2>/dev/null; then
    return 0
  fi
  # A virtual environment holds absolute paths: one that was moved is made again.
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    python3 -m venv .venv
  fi
  echo "Installing Python parts into .venv: $file"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    -c scripts/constraints.txt -r "$file"
  .venv/bin/python -c "$import"
  echo "$wanted" >"$stamp"
}

# PySpark is as large as all the rest together, so that it stands apart.
install_spark() {
  if ! command -v java >/dev/null; then
    echo "Spark needs Java 17 or later: apt-get install --no-install-recommends openjdk-17-jre-headless" >&2
    exit 1
  fi
  if .venv-spark/bin/python -c 'import pyspark' 2>/dev/null; then return 0; fi
  rm -rf .venv-spark
  python3 -m venv .venv-spark
  echo "Installing Spark into .venv-spark"
  .venv-spark/bin/python -m pip install --quiet --disable-pip-version-check \
    -r scripts/requirements-spark.txt
}

check_swift() {
  local version
  if ! version=$(swift --version 2>/dev/null); then
    echo "Weir is built with Swift 6.3, and there is no 'swift' in PATH." >&2
    echo "Unpack a Swift 6.3 toolchain and put its usr/bin in PATH." >&2
    exit 1
  fi
  if ! [[ $version =~ Swift\ version\ (6\.([3-9]|[1-9][0-9])|[7-9]|[1-9][0-9]) ]]; then
    echo "Weir is built with Swift 6.3 or later; this is: ${version%%$'\n'*}" >&2
    exit 1
  fi
}

check_swift
install_packages
install_python scripts/requirements.txt 'import duckdb, duckdb_cli'
if [[ " $* " == *" --test "* ]]; then
  install_python scripts/requirements-test.txt \
    'import jsonschema, pglast, pyarrow, pyiceberg, pyiceberg_core, sqlfluff, sqlglot'
fi
if [[ " $* " == *" --spark "* ]]; then install_spark; fi
