#!/bin/bash
# Runs once, on an empty volume: the database and its owner, who may make the product's two logins but is no superuser.
set -euo pipefail
psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" <<'SQL'
create role kiesaas_owner login createrole password :'password';
create database kiesaas owner kiesaas_owner;
SQL
