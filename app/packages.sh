# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian packages that the project needs, and their installation. Sourced by app/run.sh and
# tests/run.sh.

# To build and run.
run_packages=(
  gcc libc6-dev meson ninja-build pkgconf gettext
  libgtk-4-dev librsvg2-common libopenblas-dev libarchive-dev zlib1g-dev
  liblua5.4-dev libsqlite3-dev libxxhash-dev
  appstream desktop-file-utils libxml2-utils
)
# Besides those, to test: a display without a screen, a user's hands and a screen reader's ears on
# it, a second compiler, the formatter, other people's readers of what is exported, and Slurm, of
# which a test makes this machine a cluster of its own; without a configuration Slurm does not start.
test_packages=(
  xvfb xauth xdotool openbox dbus-daemon at-spi2-core gir1.2-atspi-2.0 python3-gi
  clang clang-format
  ghostscript librsvg2-bin locales poppler-utils python3-numpy python3-pil
  slurmctld slurmd slurm-client munge
)

as_root () {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo -- "$@"
  else
    local command
    printf -v command '%q ' "$@"
    su -c "$command"
  fi
}

# install_missing PACKAGE...: asks for nothing when all are there. Elsewhere than on Debian the
# packages are left to the user, and the build names what it does not find.
install_missing () {
  command -v dpkg-query > /dev/null || return 0
  local missing=() package folder log failed=0
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] \
      || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  echo "Installing Debian packages, as root: ${missing[*]}"
  # In a folder of its own: root may not write to the files of others in /tmp itself.
  folder=$(mktemp -d) && log=$folder/log || return 1
  # A fresh machine has no package lists, and old lists name versions that are gone: then update.
  # The output goes to the log inside the command, so that a question for a password is seen.
  # shellcheck disable=SC2016
  as_root sh -c '
    log=$1; shift
    install () {
      DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
    }
    { install "$@" || { apt-get update -q && install "$@"; }; } > "$log" 2>&1
  ' sh "$log" "${missing[@]}" || failed=1
  [ $failed -eq 0 ] || { tail -n 20 "$log" 2> /dev/null; echo "Could not install: ${missing[*]}"; } >&2
  rm -rf "$folder"
  return $failed
}
