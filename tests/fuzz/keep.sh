#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/fuzz/keep.sh [TARGET...]: of what run.sh has learned, keeps in found/TARGET the few cases
# that reach code which neither the seeds nor the cases kept so far reach.
set -eu
cd "$(dirname "$0")/../.."
. tests/fuzz/build.sh

if [ $# -gt 0 ]; then targets=("$@"); else read -ra targets <<< "$(list_targets)"; fi
build_fuzzers

for target in "${targets[@]}"; do
  kept=tests/fuzz/found/$target merged=$build/merged/$target
  rm -rf "$merged"
  mkdir -p "$kept" "$merged"
  find "tests/fuzz/seeds/$target" "$kept" -type f -exec cp -t "$merged" {} +
  touch "$build/before"
  # Without counters only new code counts, not how often it runs: a few cases and not hundreds.
  run_fuzzer "$target" -set_cover_merge=1 -use_counters=0 "$merged" "$build/learned/$target" 2> "$build/merge.log"
  find "$merged" -type f -newer "$build/before" -exec cp -t "$kept" {} +
  echo "$target: $(find "$kept" -type f | wc -l) kept"
done
