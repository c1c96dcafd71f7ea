#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs Algoscope with the arguments given: its window, or
# without a display a training run in this terminal, with its results as pictures in a folder.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/app/packages.sh"

install_missing "${run_packages[@]}"

log=$(mktemp)
[ -e "$top/build/build.ninja" ] || echo 'Building, which takes about a minute the first time.'
if ! { [ -e "$top/build/build.ninja" ] || meson setup "$top/build" "$top"; } > "$log" 2>&1 \
   || ! meson compile -C "$top/build" > "$log" 2>&1; then
  cat "$log" >&2
  rm -f "$log"
  echo 'The build failed; see above.' >&2
  exit 1
fi
rm -f "$log"

# What an installation would put in place, here and below.
export ALGOSCOPE_LOCALE_DIR=$top/build/po

# Rather than whether a display is named: that one may be gone, or not let us in.
if "$top/build/app/algoscope" --check-display; then
  export GSETTINGS_SCHEMA_DIR=$top/build/resources
  export XDG_DATA_DIRS=$top/resources:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
  exec "$top/build/app/algoscope" "$@"
fi

case " $* " in
  *' --pictures'[=\ ]* | *' --help '* | *' -h '* | *' --version '*) pictures=() ;;
  *)
    folder=./algoscope-$(date +%Y%m%d-%H%M%S)
    pictures=(--pictures "$folder")
    echo "No display here: training without a window. The pictures will be in $folder."
    ;;
esac
exec "$top/build/app/algoscope-run" train "${pictures[@]}" "$@"
