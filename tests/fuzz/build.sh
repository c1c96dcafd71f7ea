# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Building and starting the fuzzers, from the top of the project. Sourced by run.sh and keep.sh.
. app/packages.sh

build=${FUZZ_BUILD:-build-fuzz}

# GLib's own pools of small blocks would hide misuse, and threads of OpenBLAS only cost time.
export G_SLICE=always-malloc OPENBLAS_NUM_THREADS=1 LC_ALL=C.UTF-8
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export LSAN_OPTIONS=suppressions=$PWD/tests/leaks.supp:print_suppressions=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

list_targets () {
  local folder names=()
  for folder in tests/fuzz/seeds/*/; do names+=("$(basename "$folder")"); done
  echo "${names[@]}"
}

build_fuzzers () {
  install_missing "${run_packages[@]}" clang libclang-rt-dev || return 1
  [ -e "$build/build.ninja" ] \
    || CC=clang meson setup "$build" -Doptimization=2 -Db_lundef=false \
         -Db_sanitize=address,undefined \
         '-Dc_args=-fsanitize=fuzzer-no-link -fsanitize=float-cast-overflow' || return 1
  meson compile -C "$build" fuzzers
}

# run_fuzzer TARGET ARGUMENT...: gives way to whatever else the machine does.
run_fuzzer () {
  local target=$1
  shift
  nice -n 19 "$build/tests/fuzz/fuzz-$target" "$@"
}
