#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# own-display.sh COMMAND...: runs it on a display of its own, that nothing else looks at or types on.
set -eu
# The server takes the first number that is free, and writes it when clients may come.
exec {numbers}< <(exec Xvfb -displayfd 1 -screen 0 1400x900x24 -noreset -nolisten tcp 2> /dev/null)
server=$!
trap 'kill "$server" 2> /dev/null' EXIT
read -r number <&"$numbers"
status=0
DISPLAY=:$number "$@" || status=$?
exit "$status"
