# Sourced by the other scripts: folder, target folder, toolchain. Run, test and lint share it, and so their artefacts.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PATH="$PATH:$HOME/.cargo/bin"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/portal"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
export NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
mkdir -p "$CARGO_TARGET_DIR"
# Written by setup-wasm.sh where rustup could not fetch the wasm target: another toolchain, for everything.
if [ -f "$cache/toolchain.sh" ]; then . "$cache/toolchain.sh"; fi

# say TEXT: what happens now, and how long it has been going on.
say() { printf '\n== %s (%d:%02d)\n' "$1" $((SECONDS / 60)) $((SECONDS % 60)) >&2; }
die() { printf 'portal: %s\n' "$1" >&2; exit 1; }
