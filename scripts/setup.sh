#!/bin/bash
# setup.sh [run] [test]: says what is missing for building and running, or for testing, then installs it.
set -euo pipefail
. "$(dirname "$0")/env.sh"

command -v cargo >/dev/null || die 'cargo is missing: install Rust 1.95 or newer with rustup (https://rustup.rs)'
wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
found=$(rustc --version | cut -d' ' -f2)
[ "$(printf '%s\n%s\n' "$wanted" "${found%%-*}" | sort -V | head -1)" = "$wanted" ] ||
    die "rustc $found is too old, $wanted is needed: rustup update stable"

packages=() modules=() wasm= provider=
need() { command -v "$1" >/dev/null || packages+=("${@:2}"); }
# npm writes this file last, so it tells a finished installation of the present lock file from any other.
need_modules() { [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] || modules+=("$1"); }

need cc gcc libc6-dev
need node nodejs npm
scripts/setup-wasm.sh --check || wasm=yes
# PDF files of agreements are set in it; the browser of the tests shows Chinese with it.
# (Not grep -q: it would end before fc-list does, which then counts as failed.)
fc-list 2>/dev/null | grep 'CJK' >/dev/null || packages+=(fontconfig fonts-noto-cjk)
need_modules xtask
for purpose in "$@"; do
    if [ "$purpose" = test ]; then
        # Either does; the shell has no windows and is smaller.
        command -v chromium >/dev/null || need chromium-headless-shell chromium-headless-shell
        [ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || packages+=(postgresql)
        need_modules tests/browser
        # The OpenID Connect provider of the tests, in a folder outside the checkout; the list is copied there last.
        python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
        cmp -s tests/oidc-provider.txt "$cache/oidc-provider/installed.txt" || provider=yes
    fi
done

if [ ${#packages[@]} -eq 0 ] && [ ${#modules[@]} -eq 0 ] && [ -z "$wasm$provider" ]; then exit 0; fi
{
    echo 'This will be installed:'
    [ ${#packages[@]} -eq 0 ] || echo "  Debian packages: ${packages[*]}"
    [ -z "$wasm" ] || echo '  the wasm32-unknown-unknown target of Rust (rustup; else from Debian packages)'
    [ -z "$provider" ] || echo "  Python packages in $cache/oidc-provider: $(grep oidc-provider-mock== tests/oidc-provider.txt) and what it needs"
    for folder in ${modules[@]+"${modules[@]}"}; do
        echo "  npm packages in $folder/node_modules: $(node -p \
            "Object.entries(require('./$folder/package.json').devDependencies).map(p => p.join(' ')).join(', ')" \
            2>/dev/null || echo 'see its package.json')"
    done
} >&2

if [ ${#packages[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || die "please install these with your system's package manager: ${packages[*]}"
    as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
    say "installing ${packages[*]}"
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
[ -z "$wasm" ] || scripts/setup-wasm.sh
for folder in ${modules[@]+"${modules[@]}"}; do
    say "npm ci in $folder"
    npm ci --prefix "$folder" --loglevel=error >&2
    touch "$folder/node_modules/.package-lock.json"
done
if [ -n "$provider" ]; then
    say 'pip install: the OpenID Connect provider of the tests'
    rm -rf "$cache/oidc-provider"
    python3 -m venv "$cache/oidc-provider"
    "$cache/oidc-provider/bin/pip" install --quiet --disable-pip-version-check --no-input --only-binary=:all: \
        --requirement tests/oidc-provider.txt >&2
    cp tests/oidc-provider.txt "$cache/oidc-provider/installed.txt"
fi
