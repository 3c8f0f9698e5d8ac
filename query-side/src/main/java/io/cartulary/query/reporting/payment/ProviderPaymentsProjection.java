package io.cartulary.query.reporting.payment;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.reporting.ReportedDays;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `payment` (one row a payment: whom it came by) and `provider_quarter`, the sums that
/// are read.
@Component
class ProviderPaymentsProjection implements ProjectionDefinition {

    static final String NAME = "provider-payments";

    private static final Table PAYMENT = Table.named("payment");
    private static final Column<PaymentId> PAYMENT_ID =
            PAYMENT.key("payment_id", text(PaymentId::new));
    private static final Column<String> PROVIDER = PAYMENT.first("provider", TEXT.notNull());
    private static final Column<String> CURRENCY = PAYMENT.first("currency", TEXT.notNull());

    private static final Table QUARTER_SUMS = Table.named("provider_quarter", "fillfactor = 50");

    static {
        QUARTER_SUMS.key("quarter", TIMESTAMPTZ);
    }

    static final Column<String> PROVIDER_OF_SUMS = QUARTER_SUMS.key("provider", TEXT);
    static final Column<String> CURRENCY_OF_SUMS = QUARTER_SUMS.key("currency", TEXT);
    private static final Column<Long> PAYMENTS = QUARTER_SUMS.sum("payments", BIGINT);
    private static final Column<Long> SETTLED = QUARTER_SUMS.sum("settled", BIGINT);
    private static final Column<Long> DECLINED = QUARTER_SUMS.sum("declined", BIGINT);
    private static final Column<Long> REFUNDS = QUARTER_SUMS.sum("refunds", BIGINT);
    private static final Column<BigInteger> RECEIVED = QUARTER_SUMS.sum("received_minor", NUMERIC);
    private static final Column<BigInteger> GIVEN_BACK =
            QUARTER_SUMS.sum("given_back_minor", NUMERIC);
    private static final Column<BigInteger> LOST = QUARTER_SUMS.sum("lost_minor", NUMERIC);

    private final JdbcTemplate database;

    ProviderPaymentsProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(
                PaymentRequested.class,
                PaymentSettled.class,
                PaymentDeclined.class,
                RefundSettled.class,
                DisputeLost.class);
    }

    /// Payments of one quarter of an hour share a row.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.named("payment-", PAYMENT_ID));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(PAYMENT, QUARTER_SUMS));
    }

    @Override
    public BatchHandler create(Generation generation) {
        return () -> new PaymentsOfBatch(generation.schema());
    }

    private record Way(String provider, String currency) {}

    private record Change(PaymentEvent event, Instant at) {}

    /// Only the first event of a payment names its provider: those of earlier batches are read once
    /// for the whole batch.
    private final class PaymentsOfBatch implements BatchHandler.Batch {

        private final String schema;
        private final Rows rows;
        private final List<Change> changes = new ArrayList<>();
        private final Map<PaymentId, Way> ways = new HashMap<>();

        PaymentsOfBatch(String schema) {
            this.schema = schema;
            this.rows = new Rows(schema);
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            changes.add(
                    new Change(
                            (PaymentEvent) event, ReportedDays.quarterOf(message.getTimestamp())));
            if (event instanceof PaymentRequested requested) {
                var currency = requested.amount().getCurrencyUnit().getCode();
                ways.put(requested.paymentId(), new Way(requested.provider(), currency));
                rows.of(PAYMENT, requested.paymentId())
                        .set(PROVIDER, requested.provider())
                        .set(CURRENCY, currency);
            }
        }

        @Override
        public void flush() {
            readEarlier();
            changes.forEach(this::count);
            rows.write(database);
        }

        private void readEarlier() {
            var earlier =
                    changes.stream()
                            .map(change -> change.event().paymentId())
                            .filter(payment -> !ways.containsKey(payment))
                            .map(PaymentId::value)
                            .distinct()
                            .toArray(String[]::new);
            if (earlier.length > 0) {
                database.query(
                        "select * from %s.payment where payment_id = any(?)".formatted(schema),
                        row -> {
                            ways.put(
                                    PAYMENT_ID.of(row),
                                    new Way(PROVIDER.of(row), CURRENCY.of(row)));
                        },
                        (Object) earlier);
            }
        }

        private void count(Change change) {
            var way = ways.get(change.event().paymentId());
            if (way == null) {
                return; // of a payment whose first event was parked
            }
            var sums = rows.of(QUARTER_SUMS, change.at(), way.provider(), way.currency());
            switch (change.event()) {
                case PaymentRequested _ -> increment(sums, PAYMENTS);
                case PaymentSettled settled -> {
                    increment(sums, SETTLED);
                    add(sums, RECEIVED, settled.amount());
                }
                case PaymentDeclined _ -> increment(sums, DECLINED);
                case RefundSettled refund -> {
                    increment(sums, REFUNDS);
                    add(sums, GIVEN_BACK, refund.amount());
                }
                case DisputeLost dispute -> add(sums, LOST, dispute.amount());
                default -> throw new IllegalArgumentException("not read here: " + change.event());
            }
        }

        private static void increment(Row sums, Column<Long> column) {
            sums.merge(column, 1L, Long::sum);
        }

        private static void add(Row sums, Column<BigInteger> column, Money amount) {
            sums.merge(column, BigInteger.valueOf(amount.getAmountMinorLong()), BigInteger::add);
        }
    }
}
