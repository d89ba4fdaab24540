#!/bin/bash
# All measurements, each beside the bare library in the same run. Results: docs/performance.md.
set -euo pipefail
. "$(dirname "$0")/env.sh"
scripts/setup.sh run
say 'building what the browser loads'
cargo xtask build --release
say 'building the measurements'
cargo build --release --package server --bin portal --package benches
export PORTAL_BIN="$CARGO_TARGET_DIR/release/portal"
cargo bench --package benches -- "$@"
