#!/usr/bin/env bash
# Runs once, when the volume is empty. Each side owns what it writes; the query side only reads the command side's two databases.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
     --set=command_password="$COMMAND_DATABASE_PASSWORD" \
     --set=query_password="$QUERY_DATABASE_PASSWORD" <<'SQL'
create role cartulary_command login password :'command_password';
create role cartulary_query login password :'query_password';

create database cartulary_events owner cartulary_command;
create database cartulary_keys owner cartulary_command;
create database cartulary_views owner cartulary_query;

revoke connect, temporary on database cartulary_events, cartulary_keys, cartulary_views from public;
grant connect on database cartulary_events, cartulary_keys to cartulary_query;

\connect cartulary_events
alter schema public owner to cartulary_command;
grant usage on schema public to cartulary_query;
alter default privileges for role cartulary_command in schema public grant select on tables to cartulary_query;
alter default privileges for role cartulary_command in schema public grant select on sequences to cartulary_query;

\connect cartulary_keys
alter schema public owner to cartulary_command;
grant usage on schema public to cartulary_query;
alter default privileges for role cartulary_command in schema public grant select on tables to cartulary_query;

\connect cartulary_views
alter schema public owner to cartulary_query;
SQL
