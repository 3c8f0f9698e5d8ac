package io.cartulary.query.projection;

import io.cartulary.query.projection.comparison.Contents;
import io.cartulary.query.projection.comparison.SchemaContents;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// Tables in a PostgreSQL schema of their own.
///
/// @param database the read models' database
/// @param tables creates the tables with what filling them needs, in names without a schema
/// @param indexes creates the indexes that only readers need; each `if not exists`
/// @param undetermined tables, `index_change`, and columns, `product.indexed_popularity`, whose
///   values also depend on when batches began and ended, so that no two generations are compared by
///   them
public record SchemaStorage(
        Generation generation,
        JdbcTemplate database,
        String tables,
        String indexes,
        Set<String> undetermined)
        implements Storage {

    public SchemaStorage(
            Generation generation, JdbcTemplate database, String tables, String indexes) {
        this(generation, database, tables, indexes, Set.of());
    }

    public SchemaStorage(Generation generation, JdbcTemplate database, String tables) {
        this(generation, database, tables, "");
    }

    /// While tables are filled no one reads them, and a vacuum in their midst would make the
    /// indexes wait for it.
    @Override
    public void create() {
        run("create schema " + generation.schema());
        runThere(tables);
        for (var table : all()) {
            run("alter table %s set (autovacuum_enabled = false)".formatted(table));
        }
    }

    /// An index that is made of all rows at once costs a fraction of one that grows with each row,
    /// and rows that change meanwhile need not be entered again. Tables that were just filled have
    /// no statistics either, and plans without them are slow.
    @Override
    public void beforeLive() {
        runThere(indexes);
        for (var table : all()) {
            run("alter table %s reset (autovacuum_enabled)".formatted(table));
            run("analyze " + table);
        }
    }

    @Override
    public List<Contents> contents() {
        return List.of(
                new SchemaContents(
                        Objects.requireNonNull(database.getDataSource()),
                        generation.schema(),
                        undetermined));
    }

    @Override
    public void drop() {
        run("drop schema if exists " + generation.schema() + " cascade");
    }

    private List<String> all() {
        return database.queryForList(
                "select schemaname || '.' || tablename from pg_tables where schemaname = ?",
                String.class,
                generation.schema());
    }

    private void runThere(String statements) {
        if (!statements.isEmpty()) {
            run("set local search_path = " + generation.schema());
            run(statements);
            run("set local search_path = default");
        }
    }

    private void run(String statement) {
        database.execute(statement);
    }
}
