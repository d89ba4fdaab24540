#!/bin/bash
# with-postgres.sh COMMAND…: runs it with a PostgreSQL of its own, in a temporary folder, gone afterwards.
# The command finds its address in PORTAL_TEST_POSTGRES (a superuser, who may create databases).
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo 'no PostgreSQL below /usr/lib/postgresql: scripts/setup.sh test' >&2; exit 1; }
folder=$(mktemp -d /tmp/portal-postgres.XXXXXX)
# PostgreSQL refuses to run as root.
as_postgres=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as_postgres=(runuser -u postgres --)
fi
stop() {
    "${as_postgres[@]}" "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
cd "$folder"
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
"${as_postgres[@]}" "$bin/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 \
    --no-sync >log 2>&1 || { cat log >&2; exit 1; }
# Nothing here must survive a crash, so nothing waits for the disk.
"${as_postgres[@]}" "$bin/pg_ctl" --pgdata data --log "$folder/data/log" --wait --timeout 60 start --options "\
    -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" >log2 2>&1 ||
    { cat log2 data/log >&2; exit 1; }
cd - >/dev/null
export PORTAL_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
