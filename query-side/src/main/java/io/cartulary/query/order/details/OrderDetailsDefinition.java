package io.cartulary.query.order.details;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.order.details.OrderTables.*;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// One row an order, as its owner and staff see it.
@Component
class OrderDetailsDefinition implements ProjectionDefinition {

    static final String NAME = "order-details";

    private static final String INDEXES =
            """
            create index if not exists order_details_customer_idx on order_details (customer_id, placed_at desc, order_id desc);
            create index if not exists order_details_placed_idx on order_details (placed_at desc, order_id desc);
            create index if not exists order_details_status_idx on order_details (status, placed_at desc, order_id desc);
            create index if not exists order_details_number_idx on order_details (number);
            create index if not exists order_part_number_idx on order_part (number text_pattern_ops) where number is not null;
            """;

    private final JdbcTemplate database;
    private final JsonMapper json;

    OrderDetailsDefinition(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isNeededToServe() {
        return true;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(
                OrderEvent.class,
                ImportedOrderEvent.class,
                PaymentRequested.class,
                PaymentStarted.class,
                PaymentAuthorised.class,
                PaymentCaptured.class,
                PaymentSettled.class,
                PaymentDeclined.class,
                PaymentReplaced.class,
                PaymentVoided.class,
                RefundSettled.class);
    }

    @Override
    public String sequenceOf(EventMessage<?> message) {
        return Sequences.perOrder(message);
    }

    /// A shopper waits for it.
    @Override
    public Duration pace() {
        return Duration.ofMillis(16);
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.named("order-", Details.ORDER_ID, Part.ORDER_ID)
                        .with(FurtherPayments::namedIn));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(
                generation, database, Table.ddl(Details.TABLE, Part.TABLE), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return new OrderDetailsProjection(generation, database, json);
    }
}
