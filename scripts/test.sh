#!/bin/bash
# test.sh [lint]: every check there is, or only those that need no build. The cheap ones come first.
set -euo pipefail
. "$(dirname "$0")/env.sh"
if [ "${1:-}" = lint ]; then scripts/setup.sh run; else scripts/setup.sh run test; fi

# Everything but the entry points for the browser: `app` is never built for both at once.
native=(--workspace --exclude 'frontend*' --all-targets)

say 'format'
cargo fmt --all --check
say 'architecture and bans'
cargo xtask check
say 'clippy'
cargo clippy --quiet "${native[@]}" -- -D warnings
for entry in frontend frontend-forms; do
    cargo clippy --quiet --package "$entry" --package app --target wasm32-unknown-unknown -- -D warnings
done
[ "${1:-}" != lint ] || exit 0

say 'building what the browser loads'
cargo xtask build
say 'building the portal and its tests'
# Not the bench: clippy has seen it, and scripts/bench.sh builds it for release.
cargo build "${native[@]}" --exclude benches

say 'tests: units, both databases, HTTP'
log="$CARGO_TARGET_DIR/test-output.txt"
scripts/with-postgres.sh cargo test --quiet --workspace --exclude 'frontend*' --exclude benches --no-fail-fast 2>&1 | tee "$log"
say 'tests: HTTP once more, on PostgreSQL'
# The same packages as above, so that nothing is built anew.
PORTAL_TEST_DATABASE=postgres scripts/with-postgres.sh \
    cargo test --quiet --workspace --exclude 'frontend*' --exclude benches --no-fail-fast --test portal 2>&1 | tee -a "$log"

say 'browser; beside it complaints and restricted data on PostgreSQL'
export PORTAL_BIN="$CARGO_TARGET_DIR/debug/portal"
# Each database sees the walk with restricted data once: this one with scripts, PostgreSQL without.
# shellcheck disable=SC2016 # the address is known inside only
scripts/with-postgres.sh sh -c 'PORTAL_DATABASE_URL=$PORTAL_TEST_POSTGRES exec node tests/browser/run.mjs complaint: "the same without scripts"' \
    >"$log.postgres" 2>&1 &
beside=$!
status=0
node tests/browser/run.mjs "-the same without scripts" 2>&1 | tee -a "$log" || status=$?
wait "$beside" || status=$?
say 'what the browser said on PostgreSQL'
tee -a "$log" <"$log.postgres"
[ "$status" = 0 ] || die 'browser tests failed'

say 'all checks passed'
awk '/^test result:/ { passed += $4; failed += $6 } /^[0-9]+ passed, [0-9]+ failed/ { passed += $1; failed += $3 }
    END { printf "total: %d passed, %d failed\n", passed, failed }' "$log"
