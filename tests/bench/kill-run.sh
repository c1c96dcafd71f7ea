#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Kills a run again and again at random moments, and looks each time whether its file is whole and
# how old the last thing in it is. Ends with the number of kills and the oldest age.
# usage: tests/bench/kill-run.sh PROGRAM [KILLS [LONGEST_LIFE_IN_SECONDS]]
set -u
program=$(realpath "$1") kills=${2:-2000} longest=${3:-3}
folder=$(mktemp -d) && run=$folder/run.algoscope
trap 'rm -rf "$folder"' EXIT
arguments=(train --least 2 --most 3 --batch 4 --points 16 --threads 1 --steps 10000000 --output "$run")
check='import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone())'
step=0 oldest=0

for ((i = 1; i <= kills; i++)); do
  "$program" "${arguments[@]}" > /dev/null 2> "$folder/errors" &
  process=$!
  while [ ! -s "$folder/errors" ] || [ ! -e "$run" ]; do sleep 0.002; done
  began=$(date +%s%N)
  sleep "$(awk -v r=$RANDOM -v l="$longest" 'BEGIN { print r / 32768 * l }')"
  kill -KILL $process
  killed=$(date +%s%N)
  wait $process 2> /dev/null
  written=$(stat -c %.9Y "$run-wal" 2> /dev/null || stat -c %.9Y "$run")
  written=${written/./}
  # Of a run that has hardly begun there is nothing to be lost yet.
  [ "$written" -gt "$began" ] || written=$began
  age=$(((killed - written) / 1000000))
  [ $age -le $oldest ] || oldest=$age
  whole=$(/usr/bin/python3 -c "$check" "$run")
  [ "$whole" = ok ] || { echo "kill $i: $whole"; exit 1; }
  now=$("$program" info "$run" | awk '/^step:/ { print $2 }')
  [ -n "$now" ] && [ "$now" -ge "$step" ] || { echo "kill $i: step ${now:-none} after $step"; exit 1; }
  step=$now
  arguments=(resume --threads 1 "$run")
done
echo "$kills kills, at step $step, oldest $oldest ms"
