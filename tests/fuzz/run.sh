#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/fuzz/run.sh [MINUTES [TARGET...]]: fuzzes every target, or those named, one after the other
# for so many minutes each (10), under the address and undefined-behaviour sanitizers. What the
# fuzzers learn stays in the build folder, build-fuzz or $FUZZ_BUILD, and they go on from there the
# next time. Ends with a line for each target; exit status 1 if one failed.
#
# A failing case is named, and fails again with: build-fuzz/tests/fuzz/fuzz-TARGET FILE. Make it
# smaller with -minimize_crash=1, and keep it in found/TARGET. keep.sh keeps what reaches new code.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/fuzz/build.sh

minutes=10
if [ $# -gt 0 ]; then
  minutes=$1
  shift
fi
if [ $# -gt 0 ]; then targets=("$@"); else read -ra targets <<< "$(list_targets)"; fi
build_fuzzers || exit 1

failed=0
summary=()
for target in "${targets[@]}"; do
  learned=$build/learned/$target failures=$build/failures/$target log=$build/$target.log
  mkdir -p "$learned" "$failures"
  case $target in
    network | parameters) words=tests/fuzz/safetensors.dict ;;
    *) words=tests/fuzz/$target.dict ;;
  esac
  if [ -e "$words" ]; then dictionary=(-dict="$words"); else dictionary=(); fi
  echo "Fuzzing $target for $minutes minutes"
  if run_fuzzer "$target" "${dictionary[@]}" -max_len=8192 -timeout=20 -rss_limit_mb=2048 \
       -max_total_time=$((minutes * 60)) -print_final_stats=1 -artifact_prefix="$failures/" \
       "$learned" "tests/fuzz/seeds/$target" "tests/fuzz/found/$target" > "$log" 2>&1; then
    result=clean
  else
    result=failed failed=1
    tail -n 60 "$log"
  fi
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  summary+=("$(printf '%-16s %12s executions in %s minutes  %s' \
    "$target" "${executions:-unknown}" "$minutes" "$result")")
done
printf '%s\n' "${summary[@]}"
exit $failed
