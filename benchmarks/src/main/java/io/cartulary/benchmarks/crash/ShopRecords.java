package io.cartulary.benchmarks.crash;

import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Everything a shop recorded, and what its payment provider recorded, read where they keep it and
/// not through the shop.
record ShopRecords(List<Event> events, List<Effect> effects, List<JsonNode> ledger) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> CHECKED =
            List.of("order.", "inventory.", "coupon.", "payment.");

    private static final List<String> UNCHECKED =
            List.of(
                    "lines",
                    "pieces",
                    "held",
                    "contact",
                    "shippingAddress",
                    "billingAddress",
                    "cartId",
                    "customerId",
                    "stockItemId",
                    "reservedUntil",
                    "placedAt",
                    "coupons",
                    "terms");

    record Event(String type, JsonNode body) {}

    /// One row of the effects ledger.
    record Effect(
            String kind,
            String guarantee,
            String key,
            String cause,
            String state,
            boolean inDoubt) {

        /// Waits for staff, as its kind promises: no one may know whether it happened.
        boolean isRightlyParked() {
            return state.equals("PARKED") && guarantee.equals("AT_MOST_ONCE") && inDoubt;
        }

        @Override
        public String toString() {
            return kind + " " + key;
        }
    }

    /// @param data the shop's folder; its PostgreSQL must be running
    /// @param axonServer where its events are, if not in PostgreSQL
    static ShopRecords read(Path data, @Nullable String axonServer)
            throws IOException, SQLException {
        // The ledger first: a payment may settle in between, and then ours alone would know it
        // less.
        var ledger = readLedger(data.resolve("payment-provider/data/ledger.jsonl"));
        try (var connection = connection(data)) {
            // Both of one moment: an effect without its cause would be a wonder.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            if (axonServer != null) {
                // The other way round it would be one whose cause came in between.
                var effects = readEffects(connection);
                return new ShopRecords(readEvents(axonServer), effects, ledger);
            }
            return new ShopRecords(readEvents(connection), readEffects(connection), ledger);
        }
    }

    static Connection connection(Path data) throws IOException, SQLException {
        return Database.of(data, "cartulary_events", DatabaseUser.COMMAND_SIDE).connect();
    }

    private static List<Event> readEvents(String axonServer) {
        var events = new ArrayList<Event>();
        EventsInAxonServer.read(
                axonServer,
                (type, payload) -> {
                    if (CHECKED.contains(type.substring(0, type.indexOf('.') + 1))) {
                        var body = (ObjectNode) JSON.readTree(payload);
                        body.remove(UNCHECKED);
                        events.add(new Event(type.intern(), body));
                    }
                });
        return events;
    }

    /// Without what no check looks at, which would not fit into memory.
    private static List<Event> readEvents(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select payload_type, convert_from(payload, 'UTF8')::jsonb - ? from domain_event_entry
                        where payload_type like any (?) order by global_index\
                        """)) {
            statement.setFetchSize(1_000);
            statement.setArray(1, connection.createArrayOf("text", UNCHECKED.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", CHECKED.stream().map(family -> family + "%").toArray()));
            try (var rows = statement.executeQuery()) {
                var events = new ArrayList<Event>();
                while (rows.next()) {
                    events.add(
                            new Event(
                                    rows.getString(1).intern(), JSON.readTree(rows.getString(2))));
                }
                return events;
            }
        }
    }

    private static List<Effect> readEffects(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select kind, guarantee, key, cause_event_id, state, in_doubt from effect")) {
            var effects = new ArrayList<Effect>();
            while (rows.next()) {
                effects.add(
                        new Effect(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getBoolean(6)));
            }
            return effects;
        }
    }

    private static List<JsonNode> readLedger(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var text = Files.readString(file, StandardCharsets.UTF_8);
        // A line that is not ended was never acknowledged.
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(JSON::readTree).toList();
    }

    List<JsonNode> all(String type) {
        return events.stream().filter(event -> event.type().equals(type)).map(Event::body).toList();
    }

    Set<String> ids(String type, String member) {
        return all(type).stream().map(event -> text(event, member)).collect(Collectors.toSet());
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
