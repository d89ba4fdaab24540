#!/bin/bash
# bench.sh [search] [tables] [pages] [import]: measurements, each beside the bare library in the same run (all without a
# name). Markdown on standard output, progress on standard error. BENCH_RECORDS and BENCH_IMPORT set the sizes.
set -euo pipefail
. "$(dirname "$0")/env.sh"
scripts/setup.sh run
say 'building what the browser loads'
cargo xtask build --release >&2
say 'building the portal and the measurements'
# One invocation: the libraries are the same for both, and built once.
cargo build --release --package server --bin portal --package benches --bin bench >&2
PORTAL_BIN="$CARGO_TARGET_DIR/release/portal" "$CARGO_TARGET_DIR/release/bench" "$@"
