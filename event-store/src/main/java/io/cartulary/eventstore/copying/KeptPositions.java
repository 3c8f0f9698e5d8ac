package io.cartulary.eventstore.copying;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongUnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The positions of processors in one database, which says of which store they are.
final class KeptPositions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient database;
    private final TransactionTemplate transactions;

    KeptPositions(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /// Absent where no shop has run yet.
    @Nullable String store() {
        var isThere =
                database.sql("select to_regclass('event_log') is not null")
                        .query(Boolean.class)
                        .single();
        return isThere
                ? database.sql("select kind from event_log")
                        .query(String.class)
                        .optional()
                        .orElse(null)
                : null;
    }

    /// Of this database, apart from those of this process.
    boolean isInUse() {
        return database.sql(
                        """
                        select exists (select 1 from pg_stat_activity
                            where datname = current_database() and application_name like 'cartulary %')\
                        """)
                .query(Boolean.class)
                .single();
    }

    /// In one transaction with what else is to be true from then on.
    void move(String toStore, LongUnaryOperator position, Runnable more) {
        transactions.executeWithoutResult(_ -> {
            record Stored(String processorName, int segment, byte[] token) {}
            List<Stored> tokens =
                    database.sql(
                                    "select processor_name, segment, token from token_entry where token is not null")
                            .query(Stored.class)
                            .list();
            for (var stored : tokens) {
                var token = JSON.readTree(stored.token());
                move(token, position);
                database.sql(
                                "update token_entry set token = ?, owner = null where processor_name = ? and segment = ?")
                        .params(
                                JSON.writeValueAsString(token).getBytes(StandardCharsets.UTF_8),
                                stored.processorName(),
                                stored.segment())
                        .update();
            }
            database.sql("update event_log set kind = ?").param(toStore).update();
            more.run();
        });
    }

    /// In the transaction of a move: where sequences stand that are ahead of a token.
    void moveHandledAhead(LongUnaryOperator position) {
        record Ahead(String processor, String sequence, long position) {}
        var all =
                database.sql("select processor, sequence, position from handled_ahead")
                        .query(Ahead.class)
                        .list();
        for (var ahead : all) {
            database.sql(
                            "update handled_ahead set position = ? where processor = ? and sequence = ?")
                    .params(
                            position.applyAsLong(ahead.position()),
                            ahead.processor(),
                            ahead.sequence())
                    .update();
        }
    }

    /// Wherever one stands in a token: one of a processor that is reset holds two.
    private static void move(JsonNode token, LongUnaryOperator position) {
        if (token instanceof ObjectNode object) {
            object.forEachEntry((name, value) -> {
                if (!name.equals("globalIndex")) {
                    move(value, position);
                }
            });
            if (object.path("globalIndex").isIntegralNumber()) {
                object.put(
                        "globalIndex", position.applyAsLong(object.path("globalIndex").asLong()));
            }
        } else if (token instanceof ArrayNode array) {
            array.forEach(element -> move(element, position));
        }
    }
}
