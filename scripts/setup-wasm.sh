#!/bin/bash
# setup-wasm.sh [--check]: Rust's standard library for wasm32-unknown-unknown.
#
# rustup brings it. Where rustup cannot download, Debian's rustc-web (security suite; the main suite's is too old for
# us) comes with the sources of the standard library, from which it is built here, in half a minute. That toolchain is
# then used for everything, so that native code and wasm come from one compiler.
set -euo pipefail
. "$(dirname "$0")/env.sh"

target=wasm32-unknown-unknown
name=portal-debian
# Another folder is for trying this without installing anything.
prefix="${PORTAL_DEBIAN_RUST:-/usr}"

has_target() { ls "$("$@" --print sysroot)/lib/rustlib/$target/lib/"libstd-*.rlib >/dev/null 2>&1; }

if [ -z "${PORTAL_DEBIAN_RUST:-}" ] && has_target rustc; then exit 0; fi
if [ "${1:-}" = --check ]; then exit 1; fi

say "adding the target $target"
if [ -z "${PORTAL_DEBIAN_RUST:-}" ] && command -v rustup >/dev/null; then
    # A closed network may hang instead of refusing.
    if timeout 180 rustup target add "$target"; then exit 0; fi
    echo 'rustup cannot download the target; building it from Debian packages' >&2
fi

host=$(rustc -vV | sed -n 's/^host: //p')
lld="$(rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld"
[ -x "$lld" ] || die "no rust-lld in $(rustc --print sysroot): it comes with rustup's toolchains"

if [ ! -x "$prefix/bin/cargo" ] || [ ! -e "$prefix/lib/rustlib/src/rust/library/std/Cargo.toml" ]; then
    command -v apt-get >/dev/null || die 'neither rustup nor apt-get can bring the target'
    as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
        rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web >/dev/null
fi

# A crate with nothing in it: what counts is the standard library that is built with it.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
printf '[package]\nname = "empty_crate"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
printf '#![no_main]\n' >"$work/src/lib.rs"
(
    cd "$work"
    export PATH="$prefix/bin:$PATH" RUSTC="$prefix/bin/rustc" RUSTC_BOOTSTRAP=1
    export CARGO_TARGET_DIR="$work/target" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$lld"
    "$prefix/bin/cargo" build --release -Z build-std=std,panic_abort --target "$target"
)
library="$prefix/lib/rustlib/$target/lib"
as_root=; [ -w "$prefix/lib/rustlib" ] || as_root=sudo
$as_root mkdir -p "$library"
find "$work/target/$target/release/deps" -name '*.rlib' ! -name 'libempty_crate*' -exec $as_root cp {} "$library/" \;
has_target "$prefix/bin/rustc" || die "the standard library for $target was not built"

{
    if command -v rustup >/dev/null; then
        rustup toolchain link "$name" "$prefix" >&2
        echo "export RUSTUP_TOOLCHAIN=$name"
    else
        echo "export PATH=\"$prefix/bin:\$PATH\""
    fi
    echo "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=\"$lld\""
} >"$cache/toolchain.sh"
echo "from now on the toolchain is $("$prefix/bin/rustc" --version) ($cache/toolchain.sh)" >&2
