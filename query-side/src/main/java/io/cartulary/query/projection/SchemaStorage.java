package io.cartulary.query.projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Tables in a PostgreSQL schema of their own.
///
/// @param database the read models' database
/// @param ddl creates the tables, in names without a schema
public record SchemaStorage(Generation generation, JdbcClient database, String ddl)
        implements Storage {

    @Override
    public void create() {
        run("create schema " + generation.schema());
        run("set local search_path = " + generation.schema());
        run(ddl);
        run("set local search_path = default");
    }

    /// Tables that were just filled have no statistics yet, and plans without them are slow.
    @Override
    public void beforeLive() {
        for (var table :
                database.sql("select tablename from pg_tables where schemaname = ?")
                        .param(generation.schema())
                        .query(String.class)
                        .list()) {
            run("analyze " + generation.schema() + "." + table);
        }
    }

    @Override
    public void drop() {
        run("drop schema if exists " + generation.schema() + " cascade");
    }

    private void run(String statement) {
        database.sql(statement).update();
    }
}
