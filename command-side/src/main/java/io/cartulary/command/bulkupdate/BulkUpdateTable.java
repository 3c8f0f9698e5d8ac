package io.cartulary.command.bulkupdate;

import io.cartulary.command.bulkupdate.BulkUpdateStatus.State;
import io.cartulary.command.refusal.BulkOutcome.Outcome;
import io.cartulary.events.catalog.ProductId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The tables `bulk_update` and `bulk_update_product`.
@Component
class BulkUpdateTable {

    private final JdbcClient database;
    private final JsonMapper json;

    BulkUpdateTable(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /// A row of `bulk_update`.
    ///
    /// @param request absent where it undoes another
    /// @param position the last product that was looked at
    record Run(
            BulkUpdateStatus status,
            @Nullable BulkUpdate request,
            String position,
            int unfinishedStarts) {

        String updateId() {
            return status.updateId();
        }
    }

    /// What becomes of a product.
    ///
    /// @param replacement absent where the product was refused before that was known
    /// @param refusal absent unless it was refused
    record Planned(
            ProductId product, @Nullable Replacement replacement, @Nullable Refusal refusal) {

        private String outcome() {
            if (refusal != null) {
                return "REFUSED";
            }
            return replacement == null || replacement.isNothing() ? "DONE" : "PLANNED";
        }
    }

    record Refusal(String reason, @Nullable String detail) {}

    /// Nothing when it is there already.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when another one runs
    void begin(
            String updateId,
            @Nullable String undoes,
            @Nullable BulkUpdate request,
            long candidates,
            String requestedBy,
            Instant now) {
        database.sql(
                        """
                        insert into bulk_update (update_id, undoes, request, state, candidates, requested_by, started_at)
                        values (?, ?, ?::jsonb, 'RUNNING', ?, ?, ?) on conflict (update_id) do nothing
                        """)
                .params(
                        updateId,
                        undoes,
                        request == null ? null : json.writeValueAsString(request),
                        candidates,
                        requestedBy,
                        Timestamp.from(now))
                .update();
    }

    Optional<Run> find(String updateId) {
        return database.sql("select * from bulk_update where update_id = ?")
                .param(updateId)
                .query((row, _) -> run(row))
                .optional();
    }

    /// Where one stands in the list of all.
    record Place(Instant startedAt, String updateId) {

        static Place of(BulkUpdateStatus update) {
            return new Place(update.startedAt(), update.updateId());
        }

        static Place of(List<String> key) {
            return new Place(Instant.parse(key.getFirst()), key.getLast());
        }

        List<String> key() {
            return List.of(startedAt.toString(), updateId);
        }
    }

    /// The latest first, at most `limit`.
    ///
    /// @param place of the one that those come after; none for the latest of all
    List<BulkUpdateStatus> before(@Nullable Place place, int limit) {
        return database.sql(
                        """
                        select * from bulk_update
                        where coalesce((started_at, update_id) < (:startedAt::timestamptz, :updateId::text), true)
                        order by started_at desc, update_id desc limit :limit
                        """)
                .param("startedAt", place == null ? null : Timestamp.from(place.startedAt()))
                .param("updateId", place == null ? null : place.updateId())
                .param("limit", limit)
                .query((row, _) -> run(row).status())
                .list();
    }

    /// Removes the one that ended first, with what became of its products. What was undone stays as
    /// long as what undid it.
    ///
    /// @param before which it must have ended
    void clearOne(Instant before) {
        database.sql(
                        """
                        delete from bulk_update where update_id = (
                            select update_id from bulk_update ended where finished_at < ? and state <> 'RUNNING'
                                and not exists (select from bulk_update undo where undo.undoes = ended.update_id)
                            order by finished_at limit 1)
                        """)
                .param(Timestamp.from(before))
                .update();
    }

    List<Run> running() {
        return database.sql("select * from bulk_update where state = 'RUNNING'")
                .query((row, _) -> run(row))
                .list();
    }

    private Run run(ResultSet row) throws SQLException {
        var request = row.getString("request");
        var finishedAt = row.getTimestamp("finished_at");
        return new Run(
                new BulkUpdateStatus(
                        row.getString("update_id"),
                        State.valueOf(row.getString("state")),
                        row.getString("undoes"),
                        row.getLong("candidates"),
                        row.getLong("looked"),
                        row.getLong("done"),
                        row.getLong("refused"),
                        row.getString("requested_by"),
                        row.getString("failure"),
                        row.getTimestamp("started_at").toInstant(),
                        finishedAt == null ? null : finishedAt.toInstant()),
                request == null ? null : json.readValue(request, BulkUpdate.class),
                row.getString("position"),
                row.getInt("unfinished_starts"));
    }

    /// Whether it was to be resumed.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when another one runs
    boolean resume(String updateId) {
        return database.sql(
                                """
                                update bulk_update set state = 'RUNNING', failure = null, finished_at = null, unfinished_starts = 0
                                where update_id = ? and state in ('FAILED', 'SUSPENDED')
                                """)
                        .param(updateId)
                        .update()
                > 0;
    }

    void cancel(String updateId) {
        database.sql("update bulk_update set cancelled = true where update_id = ?")
                .param(updateId)
                .update();
    }

    boolean isCancelled(String updateId) {
        return database.sql("select cancelled from bulk_update where update_id = ?")
                .param(updateId)
                .query(Boolean.class)
                .single();
    }

    /// @param starts 0 once a process stops in order
    void countStarts(String updateId, int starts) {
        database.sql("update bulk_update set unfinished_starts = ? where update_id = ?")
                .params(starts, updateId)
                .update();
    }

    void finish(String updateId, State state, @Nullable String failure, Instant now) {
        database.sql(
                        """
                        update bulk_update set state = ?, failure = ?, finished_at = ?, unfinished_starts = 0
                        where update_id = ?
                        """)
                .params(state.name(), failure, Timestamp.from(now), updateId)
                .update();
    }

    /// Records what is to become of some products before anything becomes of them.
    ///
    /// @param looked how many products were looked at for it, the last one being `position`
    void plan(String updateId, List<Planned> products, String position, int looked) {
        database.sql(
                        """
                        with planned as (
                            insert into bulk_update_product (update_id, product_id, outcome, replacement, reason, detail)
                            select :update, product, outcome, replacement::jsonb, reason, detail
                            from unnest(:products::text[], :outcomes::text[], :replacements::text[], :reasons::text[],
                                        :details::text[]) as row (product, outcome, replacement, reason, detail)
                            returning outcome)
                        update bulk_update set position = :position, looked = looked + :looked,
                            done = done + (select count(*) from planned where outcome = 'DONE'),
                            refused = refused + (select count(*) from planned where outcome = 'REFUSED')
                        where update_id = :update
                        """)
                .param("update", updateId)
                .param("products", texts(products, planned -> planned.product().value()))
                .param("outcomes", texts(products, Planned::outcome))
                .param("replacements", texts(products, planned -> text(planned.replacement())))
                .param("reasons", texts(products, planned -> reason(planned.refusal())))
                .param("details", texts(products, planned -> detail(planned.refusal())))
                .param("position", position)
                .param("looked", looked)
                .update();
    }

    private @Nullable String text(@Nullable Replacement replacement) {
        return replacement == null ? null : json.writeValueAsString(replacement);
    }

    private static @Nullable String reason(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.reason();
    }

    private static @Nullable String detail(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.detail();
    }

    private static String[] texts(
            List<Planned> products, Function<Planned, @Nullable String> value) {
        return products.stream().map(value).toArray(String[]::new);
    }

    /// Those that are still to be changed.
    List<Planned> planned(String updateId) {
        return database.sql(
                        """
                        select * from bulk_update_product where update_id = ? and outcome = 'PLANNED' order by product_id
                        """)
                .param(updateId)
                .query((row, _) -> planned(row))
                .list();
    }

    /// Those that an update changed, behind one of them, at most `limit`.
    List<Planned> changed(String updateId, String after, int limit) {
        return database.sql(
                        """
                        select * from bulk_update_product
                        where update_id = ? and outcome = 'DONE' and replacement is not null and product_id > ?
                        order by product_id limit ?
                        """)
                .params(updateId, after, limit)
                .query((row, _) -> planned(row))
                .list();
    }

    private Planned planned(ResultSet row) throws SQLException {
        return new Planned(
                new ProductId(row.getString("product_id")),
                json.readValue(row.getString("replacement"), Replacement.class),
                null);
    }

    void done(String updateId, List<ProductId> products) {
        database.sql(
                        """
                        with changed as (
                            update bulk_update_product set outcome = 'DONE'
                            where update_id = :update and product_id = any(:products) and outcome = 'PLANNED' returning 1)
                        update bulk_update set done = done + (select count(*) from changed) where update_id = :update
                        """)
                .param("update", updateId)
                .param("products", products.stream().map(ProductId::value).toArray(String[]::new))
                .update();
    }

    void refuse(String updateId, ProductId product, Refusal refusal) {
        database.sql(
                        """
                        with changed as (
                            update bulk_update_product set outcome = 'REFUSED', reason = :reason, detail = :detail
                            where update_id = :update and product_id = :product and outcome = 'PLANNED' returning 1)
                        update bulk_update set refused = refused + (select count(*) from changed) where update_id = :update
                        """)
                .param("update", updateId)
                .param("product", product.value())
                .param("reason", refusal.reason())
                .param("detail", refusal.detail())
                .update();
    }

    /// What became of products behind one of them, at most `limit`.
    ///
    /// @param done or refused; both when absent
    List<Outcome> outcomes(String updateId, @Nullable Boolean done, String after, int limit) {
        return database.sql(
                        """
                        select product_id as id, outcome = 'DONE' as done, reason, detail from bulk_update_product
                        where update_id = :update and product_id > :after and outcome <> 'PLANNED'
                            and coalesce((outcome = 'DONE') = :done::boolean, true)
                        order by product_id limit :limit
                        """)
                .param("update", updateId)
                .param("done", done)
                .param("after", after)
                .param("limit", limit)
                .query(Outcome.class)
                .list();
    }
}
