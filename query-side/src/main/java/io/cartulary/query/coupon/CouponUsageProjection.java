package io.cartulary.query.coupon;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.CurrencyUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `coupon` and `coupon_use`. Sums of discounts are taken over the uses when they are
/// asked for, from the index alone.
@Component
class CouponUsageProjection implements ProjectionDefinition {

    static final String NAME = "coupon-usage";

    private static final Table COUPON = Table.named("coupon", "fillfactor = 70");
    static final Column<CouponCode> CODE = COUPON.key("code", text(CouponCode::new));
    static final Column<String> TERMS = COUPON.latest("terms", JSONB);
    static final Column<Boolean> ACTIVE = COUPON.latest("active", BOOLEAN);
    static final Column<Integer> USES = COUPON.latest("uses", INTEGER);
    static final Column<Long> VERSION = COUPON.latest("version", BIGINT);
    static final Column<Instant> CREATED_AT = COUPON.latest("created_at", TIMESTAMPTZ);

    private static final Table USE = Table.named("coupon_use");
    static final Column<CouponCode> USED = USE.key("code", text(CouponCode::new));
    static final Column<OrderId> ORDER_ID = USE.key("order_id", text(OrderId::new));
    static final Column<Long> POSITION = USE.latest("position", BIGINT);
    static final Column<CustomerId> CUSTOMER = USE.latest("customer_id", text(CustomerId::new));
    static final Column<Long> DISCOUNT = USE.latest("discount_minor", BIGINT);
    static final Column<CurrencyUnit> CURRENCY = USE.latest("currency", text(CurrencyUnit::of));
    static final Column<Instant> REDEEMED_AT = USE.latest("redeemed_at", TIMESTAMPTZ);
    static final Column<Instant> RETURNED_AT = USE.replaced("returned_at", TIMESTAMPTZ);

    private static final String INDEXES =
            """
            create index if not exists coupon_use_position_idx on coupon_use (code, position desc);
            create index if not exists coupon_use_discount_idx on coupon_use (code, currency) include (discount_minor)
                where returned_at is null;
            """;

    private final JdbcTemplate database;
    private final JsonMapper json;

    CouponUsageProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(CouponEvent.class);
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.coded("coupon-", CODE, USED));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(COUPON, USE), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(CouponEvent event, EventMessage<?> message, Rows rows) {
        var coupon = rows.of(COUPON, event.code());
        coupon.set(VERSION, EventPosition.inAggregate(message));
        switch (event) {
            case CouponCreated(_, _, var terms) ->
                    coupon.set(TERMS, json.writeValueAsString(terms))
                            .set(ACTIVE, true)
                            .set(USES, 0)
                            .set(CREATED_AT, message.getTimestamp());
            case CouponRevised(_, _, var terms) ->
                    coupon.set(TERMS, json.writeValueAsString(terms));
            case CouponActivated _ -> coupon.set(ACTIVE, true);
            case CouponDeactivated _ -> coupon.set(ACTIVE, false);
            case CouponRedeemed(_, var code, var order, var customer, var discount, var uses) -> {
                coupon.set(USES, uses);
                rows.of(USE, code, order)
                        .set(POSITION, EventPosition.of(message))
                        .set(CUSTOMER, customer)
                        .set(DISCOUNT, discount.getAmountMinorLong())
                        .set(CURRENCY, discount.getCurrencyUnit())
                        .set(REDEEMED_AT, message.getTimestamp())
                        .set(RETURNED_AT, null);
            }
            case CouponUseReturned(_, var code, var order, _, var uses) -> {
                coupon.set(USES, uses);
                rows.of(USE, code, order).set(RETURNED_AT, message.getTimestamp());
            }
        }
    }
}
