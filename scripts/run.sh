#!/bin/bash
# The portal with its samples, as a release build. PORTAL_LISTEN and PORTAL_DATA_DIR choose address and data folder.
set -euo pipefail
. "$(dirname "$0")/env.sh"
listen="${PORTAL_LISTEN:-127.0.0.1:3000}"

scripts/setup.sh run
say 'building what the browser loads'
cargo xtask build --release
say 'building the server (the first time this compiles all libraries: 10 to 35 minutes)'
cargo build --release --package server --bin portal
portal="$CARGO_TARGET_DIR/release/portal"
say 'loading the samples (what is there already stays)'
"$portal" demo
cat >&2 <<TEXT

The portal comes up at http://$listen  (English: http://$listen/en). Ctrl-C stops it. Try:
  http://$listen/data?q=公交          search in Chinese; hzgj and gongjiao find the same
  http://$listen/publishers           who publishes
  http://$listen/api/v1/search?q=停车  the same as JSON; http://$listen/openapi.json describes it
  $portal --help                      importing, checking, configuration

TEXT
exec "$portal" serve --listen "$listen"
