package io.cartulary.query.order;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Duration;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// One row an order, as its owner and staff see it.
@Component
class OrderDetailsDefinition implements ProjectionDefinition {

    static final String NAME = "order-details";

    /// Statuses follow from how far the order, its payment and its refunds have come. Rows change a
    /// few times each: pages keep room for that. JSON that is only read as a whole is kept as it is
    /// written.
    private static final String TABLES =
            """
            create table order_details (
                order_id            text primary key,
                version             bigint,
                number              text,
                customer_id         text,
                imported            boolean,
                progress            text,
                payment_progress    text,
                fulfilment_status   text,
                country             text,
                currency            text,
                subtotal_minor      bigint,
                discount_minor      bigint,
                shipping_minor      bigint,
                tax_minor           bigint,
                total_minor         bigint,
                due_minor           bigint,
                charged_minor       bigint,
                refunded_minor      bigint,
                pieces              integer,
                lines               text,
                tax_included        boolean,
                discounts           text,
                contact             text,
                shipping_address    text,
                billing_address     text,
                shipping_method     text,
                payment_id          text,
                payment_provider    text,
                payment_reference   text,
                payment_next_step   text,
                carrier             text,
                tracking_number     text,
                cancellation_reason text,
                placed_at           timestamptz,
                confirmed_at        timestamptz,
                processing_at       timestamptz,
                shipped_at          timestamptz,
                delivered_at        timestamptz,
                cancelled_at        timestamptz,
                status              text generated always as (
                    case when progress <> 'CANCELLED' and charged_minor > 0 and refunded_minor >= charged_minor
                        then 'REFUNDED' else progress end) stored,
                payment_status      text generated always as (
                    case when charged_minor > 0 and refunded_minor >= charged_minor then 'REFUNDED'
                        when refunded_minor > 0 then 'PARTIALLY_REFUNDED' else payment_progress end) stored
            ) with (fillfactor = 70);
            create table order_part (
                order_id        text,
                part_id         text,
                kind            text,
                number          text,
                status          text,
                pieces          jsonb,
                carrier         text,
                tracking_number text,
                reason          text,
                words           text,
                answer          text,
                author          text,
                amount_minor    bigint,
                refunded_minor  bigint,
                provider        text,
                reference       text,
                next_step       text,
                replacement     text,
                begun_at        timestamptz,
                shipped_at      timestamptz,
                ended_at        timestamptz,
                primary key (order_id, part_id)
            );
            """;

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
        return Set.of(OrderEvent.class, ImportedOrderEvent.class, PaymentEvent.class);
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
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES, INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return new OrderDetailsProjection(generation, database, json);
    }
}
