#!/usr/bin/env bash
# Runs once, when the volume is empty. Each side owns what it writes; the query side only reads the command side's two databases.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
     --set=command_password="$COMMAND_DATABASE_PASSWORD" \
     --set=query_password="$QUERY_DATABASE_PASSWORD" \
     --set=analyst_password="${ANALYST_DATABASE_PASSWORD:-}" <<'SQL'
create role cartulary_command login password :'command_password';
create role cartulary_query login password :'query_password';

-- Reads the views for analysts and nothing else; nobody can log in as it without a password.
create role cartulary_analyst connection limit 10;
alter role cartulary_analyst set default_transaction_read_only = on;
alter role cartulary_analyst set search_path = reporting;
alter role cartulary_analyst set statement_timeout = '5min';
alter role cartulary_analyst set idle_in_transaction_session_timeout = '1min';
select format('alter role cartulary_analyst login password %L', :'analyst_password') where :'analyst_password' <> '' \gexec

create database cartulary_events owner cartulary_command;
create database cartulary_keys owner cartulary_command;
create database cartulary_views owner cartulary_query;

revoke connect, temporary on database cartulary_events, cartulary_keys, cartulary_views, postgres, template1 from public;
grant connect on database cartulary_events, cartulary_keys to cartulary_query;
grant connect on database cartulary_views to cartulary_analyst;

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
