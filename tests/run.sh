#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, tests everything, and ends with the line `N passed, N failed`.
# Each build counts as a case, and so does each test case of each program; tests/tally.py says how.
set -u
cd "$(dirname "$0")/.." || exit 1
. app/packages.sh

# All of it once more under these, and what runs in several threads. A program that gives up, as on a
# warning of GTK's, says where.
export ASAN_OPTIONS=detect_leaks=1:handle_abort=1
export LSAN_OPTIONS=suppressions=$PWD/tests/leaks.supp:print_suppressions=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:ignore_noninstrumented_modules=1:suppressions=$PWD/tests/threads.supp
export LC_ALL=C.UTF-8

passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# begin TITLE, then end PASSED FAILED: one line for each phase.
begin () {
  printf '%-54s ' "$1"
  SECONDS=0
}
end () {
  printf '%4d passed' "$1"
  [ "$2" -eq 0 ] || printf ', %d failed' "$2"
  printf '  %4d s\n' "$SECONDS"
  passed=$((passed + $1))
  failed=$((failed + $2))
}

# configure FOLDER OPTION...: does nothing if these were the options the last time.
configure () {
  local folder=$1 kept=$1/tests-options
  shift
  [ "$(cat "$kept" 2> /dev/null)" != "$*" ] || return 0
  if [ -e "$folder/build.ninja" ]; then
    meson configure "$folder" "$@"
  else
    meson setup "$folder" "$@"
  fi && echo "$*" > "$kept"
}

# compile TITLE FOLDER OPTION...: configures the folder if need be, and builds all of it.
compile () {
  local title=$1 folder=$2
  shift 2
  begin "$title"
  if configure "$folder" "$@" > "$log" 2>&1 && meson compile -C "$folder" > "$log" 2>&1; then
    end 1 0
  else
    end 0 1
    awk '/^FAILED|ERROR/ { found = 1 } found && !/^\[/' "$log" | head -n 60
    return 1
  fi
}

# check TITLE FOLDER ARGUMENT...: runs the chosen tests of a folder that was built.
check () {
  local title=$1 folder=$2 counts results
  shift 2
  begin "$title"
  rm -f "$folder"/meson-logs/testlog*.json
  "${under[@]}" meson test -C "$folder" --no-rebuild --quiet "$@" > "$log" 2>&1
  # Its name also has that of a wrapper.
  results=$(echo "$folder"/meson-logs/testlog*.json)
  if [ -s "$results" ]; then
    counts=$(/usr/bin/python3 tests/tally.py "$results" 2> "$log")
  else
    counts='0 1'
  fi
  # shellcheck disable=SC2086
  end ${counts:-0 1}
  case $counts in *' 0') ;; *) cat "$log" ;; esac
}

if ! install_missing "${run_packages[@]}" "${test_packages[@]}"; then
  echo '0 passed, 1 failed'
  exit 1
fi

# Each test that opens windows on a display of its own: so they may run beside each other.
displays=(--wrapper "$PWD/tests/ui/own-display.sh")
under=()
if compile 'Build with gcc, warnings are errors' build -Dwerror=true; then
  check 'Engine, command line, models, house' build --no-suite ui
  check 'Window and pictures, under Xvfb' build --suite ui "${displays[@]}"
fi

if compile 'Build with address and undefined-behaviour sanitizers' build-address \
     -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1; then
  check 'Engine, command line, models under them' build-address \
    --suite engine --suite cli --suite app --timeout-multiplier 10
  check 'Window and pictures under them' build-address --suite ui "${displays[@]}" \
    --timeout-multiplier 10
fi

if compile 'Build with the thread sanitizer' build-thread -Db_sanitize=thread -Db_lundef=false \
     -Doptimization=1; then
  # The sanitizer's memory map does not fit beside the widest address randomisation.
  if setarch -R true 2> /dev/null; then under=(setarch -R); fi
  check 'What runs in several threads, under it' build-thread --suite threads --timeout-multiplier 10
  under=()
fi

CC=clang compile 'Build with clang, warnings are errors' build-clang -Dwerror=true

[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
