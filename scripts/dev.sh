#!/bin/bash
# A debug build that is rebuilt and served anew when a source changes.
set -euo pipefail
. "$(dirname "$0")/env.sh"
scripts/setup.sh run
exec cargo xtask dev "$@"
