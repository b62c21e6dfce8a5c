#!/bin/sh
# A throwaway PostgreSQL cluster on the loopback address, for tests and CI.
#
#   scripts/postgres.sh start DIR PORT   makes a cluster in DIR (new or empty) and prints its address
#   scripts/postgres.sh stop DIR         stops it and deletes DIR
#
# Role and database are called pennydrop; the password is new each time. Nothing is durable: fsync is off.
# PostgreSQL refuses to run as root; started by root, everything runs as the user postgres.
set -eu

usage() {
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

binaries() {
    # Debian keeps the server's programs off PATH, one folder per major version: the newest wins.
    newest=$(ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | sort -V | tail -n 1)
    pg_ctl=${newest:-$(command -v pg_ctl || true)}
    [ -z "$pg_ctl" ] || dirname "$(readlink -f "$pg_ctl")"
}

install_if_missing() {
    [ -n "$(binaries)" ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "postgres.sh: no PostgreSQL server found (pg_ctl); install it, on Debian: apt-get install postgresql" >&2
        exit 1
    fi
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >&2
}

as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start() {
    folder=$1 port=$2
    if [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
        echo "postgres.sh: $folder is not empty; stop the cluster there first, or name another folder" >&2
        exit 1
    fi
    install_if_missing
    bin=$(binaries)
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd)
    [ "$(id -u)" = 0 ] && chown postgres "$folder"
    # Beside the cluster, because initdb wants its folder empty; a file, because argv is public.
    secret=$(mktemp "${TMPDIR:-/tmp}/pennydrop-postgres.XXXXXX")
    trap 'rm -f "$secret"' EXIT
    password=$(od -An -N12 -tx1 /dev/urandom | tr -d " \n")
    echo "$password" >"$secret"
    [ "$(id -u)" = 0 ] && chown postgres "$secret"
    cd /
    as_postgres "$bin/initdb" --pgdata="$folder" --username=pennydrop --pwfile="$secret" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C --no-sync >&2
    cat >>"$folder/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
    as_postgres "$bin/pg_ctl" --pgdata="$folder" --log="$folder/server.log" --wait --silent start >&2 || {
        cat "$folder/server.log" >&2
        exit 1
    }
    PGPASSWORD="$password" "$bin/createdb" --host=127.0.0.1 --port="$port" --username=pennydrop pennydrop
    echo "postgresql://pennydrop:$password@127.0.0.1:$port/pennydrop"
}

stop() {
    folder=$1
    if [ ! -f "$folder/PG_VERSION" ]; then
        echo "postgres.sh: there is no PostgreSQL cluster in $folder" >&2
        exit 1
    fi
    folder=$(cd "$folder" && pwd)
    cd /
    as_postgres "$(binaries)/pg_ctl" --pgdata="$folder" --mode=fast --wait --silent stop >&2 || true
    rm -rf "$folder"
}

case "${1:-}:$#" in
start:3) start "$2" "$3" ;;
stop:2) stop "$2" ;;
*) usage ;;
esac
