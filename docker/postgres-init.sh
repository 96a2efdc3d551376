#!/bin/sh
# Run once by the postgres image, as it makes its cluster: an account for the service that owns its database and is no
# superuser, so that the rights it gives up on the record bind it.
set -eu
# The password stands in the one file that holds it: postgres://dnscert:PASSWORD@postgres:5432/dnscert
password="$(sed -n 's|^postgres://[^:]*:\([^@]*\)@.*|\1|p' /run/secrets/database-url)"
[ -n "$password" ] || { echo "docker/secrets/database-url holds no postgres:// address with a password" >&2; exit 1; }
psql --no-psqlrc --set ON_ERROR_STOP=1 --set password="$password" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE dnscert LOGIN PASSWORD :'password';
CREATE DATABASE dnscert OWNER dnscert;
SQL
