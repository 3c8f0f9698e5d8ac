package io.cartulary.query.projection.analyst;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.groupingBy;

import io.cartulary.query.projection.Generation;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Leads the views of schema `reporting` to the live generations.
///
/// Views belong to the query side, whose rights they read with, so that analysts need none to any
/// table. A view that somebody reads at the moment cannot be led elsewhere: it still shows the
/// former generation, which is kept up to date and not removed meanwhile, and is tried again.
@Component
public class AnalystViews {

    /// Without a password, which is nowhere by itself, nobody can log in as it.
    private static final String ROLE = "cartulary_analyst";

    private static final String SCHEMA = "reporting";

    /// Those who begin to read wait as long as we wait for those who read already.
    private static final String WAIT_AT_MOST = "100ms";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /// Another version of the program made the view, and columns can only be added to it.
    private static final String OTHER_COLUMNS = "42P16";

    private final JdbcTemplate database;
    private final TransactionTemplate transactions;
    private final Map<String, List<AnalystView>> views;
    private final Map<String, Generation> followed = new HashMap<>();

    AnalystViews(
            @Qualifier(READ_MODELS) JdbcTemplate database,
            @Qualifier(READ_MODELS) TransactionTemplate transactions) {
        this.database = database;
        this.transactions = transactions;
        this.views = AnalystView.all().stream().collect(groupingBy(AnalystView::projection));
    }

    /// To be called again and again, by one thread.
    ///
    /// @param live whose tables are there
    public void follow(List<Generation> live) {
        for (var generation : live) {
            var ofProjection = views.getOrDefault(generation.projection(), List.of());
            if (!ofProjection.isEmpty()
                    && !generation.equals(followed.get(generation.projection()))
                    && lead(ofProjection, generation)) {
                followed.put(generation.projection(), generation);
            }
        }
    }

    /// Whether a view still shows it.
    public boolean isRead(Generation generation) {
        return Boolean.TRUE.equals(
                database.queryForObject(
                        """
                        select exists (select from information_schema.view_table_usage
                            where view_schema = ? and table_schema = ?)\
                        """,
                        Boolean.class,
                        SCHEMA,
                        generation.schema()));
    }

    private boolean lead(List<AnalystView> ofProjection, Generation generation) {
        try {
            create(ofProjection, generation, false);
            return true;
        } catch (DataAccessException failed) {
            return switch (stateOf(failed)) {
                case LOCK_NOT_AVAILABLE -> false;
                case OTHER_COLUMNS -> {
                    create(ofProjection, generation, true);
                    yield true;
                }
                default -> throw failed;
            };
        }
    }

    private static String stateOf(DataAccessException failed) {
        return failed.getMostSpecificCause() instanceof SQLException cause
                ? cause.getSQLState()
                : "";
    }

    /// @param again whether the views are dropped before
    private void create(List<AnalystView> ofProjection, Generation generation, boolean again) {
        transactions.executeWithoutResult(_ -> {
            database.execute("set local lock_timeout = '%s'".formatted(WAIT_AT_MOST));
            database.execute("select pg_advisory_xact_lock(hashtext('%s'))".formatted(SCHEMA));
            database.execute("create schema if not exists " + SCHEMA);
            database.execute("set local search_path = " + generation.schema());
            for (var view : ofProjection) {
                if (again) {
                    database.execute("drop view if exists %s.%s".formatted(SCHEMA, view.name()));
                }
                database.execute(view.definition(SCHEMA));
                database.execute(view.comments(SCHEMA));
            }
            if (hasRole()) {
                database.execute("grant usage on schema %s to %s".formatted(SCHEMA, ROLE));
                database.execute(
                        "grant select on all tables in schema %s to %s".formatted(SCHEMA, ROLE));
            }
            database.execute("set local search_path = default");
        });
    }

    private boolean hasRole() {
        return Boolean.TRUE.equals(
                database.queryForObject(
                        "select exists (select from pg_roles where rolname = ?)",
                        Boolean.class,
                        ROLE));
    }
}
