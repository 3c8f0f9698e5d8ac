package io.cartulary.eventstore.parking;

import static org.axonframework.common.jdbc.JdbcUtils.executeQuery;
import static org.axonframework.common.jdbc.JdbcUtils.executeUpdate;
import static org.axonframework.common.jdbc.JdbcUtils.listResults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/// How far sequences were handled ahead of their processor's token, in the database that has the
/// token and all that the handlers keep. A sequence is noted in the transaction in which it is
/// handled, so it is not handled again with its batch when another one fails or the process ends.
final class HandledAhead {

    /// Positions by sequence.
    record Positions(Map<String, Long> ofSequences) {

        static final Positions NONE = new Positions(Map.of());

        boolean isEmpty() {
            return ofSequences.isEmpty();
        }

        boolean include(Function<EventMessage<?>, String> sequenceOf, EventMessage<?> event) {
            if (isEmpty()) {
                return false;
            }
            var position = ofSequences.get(Sequences.fitting(sequenceOf.apply(event)));
            return position != null && positionOf(event) <= position;
        }
    }

    private final String processor;
    private final ConnectionProvider connections;

    /// Whether rows may be there: the process that had the segment before may have left some.
    private volatile boolean mayBeSome = true;

    HandledAhead(String processor, ConnectionProvider connections) {
        this.processor = processor;
        this.connections = connections;
    }

    /// Follows each claim, and each batch of which only some sequences may be done.
    void mayHaveGrown() {
        mayBeSome = true;
    }

    /// Within a transaction. Asks the table only when there may be some.
    Positions read() {
        if (!mayBeSome) {
            return Positions.NONE;
        }
        var found =
                executeQuery(
                        connection(),
                        connection -> {
                            var statement =
                                    connection.prepareStatement(
                                            "select sequence, position from handled_ahead where processor = ?");
                            statement.setString(1, processor);
                            return statement;
                        },
                        listResults(row -> Map.entry(row.getString(1), row.getLong(2))),
                        HandledAhead::failed);
        mayBeSome = !found.isEmpty();
        return new Positions(
                found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Within the transaction that handles the events of a sequence up to this one.
    void note(String sequence, EventMessage<?> last) {
        update(
                """
                insert into handled_ahead (processor, sequence, position) values (?, ?, ?)
                on conflict (processor, sequence) do update set position = excluded.position\
                """,
                statement -> {
                    statement.setString(1, processor);
                    statement.setString(2, Sequences.fitting(sequence));
                    statement.setLong(3, positionOf(last));
                });
    }

    /// Within the transaction that moves the token to this event.
    void forgetUpTo(EventMessage<?> handled) {
        update(
                "delete from handled_ahead where processor = ? and position <= ?",
                statement -> {
                    statement.setString(1, processor);
                    statement.setLong(2, positionOf(handled));
                });
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private void update(String sql, Parameters parameters) {
        executeUpdate(
                connection(),
                connection -> {
                    var statement = connection.prepareStatement(sql);
                    parameters.set(statement);
                    return statement;
                },
                HandledAhead::failed);
    }

    private Connection connection() {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static JdbcException failed(SQLException cause) {
        return new JdbcException("What was handled ahead of a token could not be looked up", cause);
    }

    private static long positionOf(EventMessage<?> event) {
        return ((TrackedEventMessage<?>) event).trackingToken().position().orElseThrow();
    }
}
