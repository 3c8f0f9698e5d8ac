package io.cartulary.query.coupon;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.BOOLEAN;
import static io.cartulary.eventstore.tables.BatchTable.Type.INTEGER;
import static io.cartulary.eventstore.tables.BatchTable.Type.JSONB;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;
import static io.cartulary.eventstore.tables.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `coupon` and `coupon_use`. Sums of discounts are taken over the uses when they are
/// asked for, from the index alone.
@Component
class CouponUsageProjection implements ProjectionDefinition {

    static final String NAME = "coupon-usage";

    private static final String TABLES =
            """
            create table coupon (
                code       text primary key,
                terms      jsonb,
                active     boolean,
                uses       integer,
                version    bigint,
                created_at timestamptz
            ) with (fillfactor = 70);
            create table coupon_use (
                code           text not null,
                order_id       text not null,
                position       bigint,
                customer_id    text,
                discount_minor bigint,
                currency       text,
                redeemed_at    timestamptz,
                returned_at    timestamptz,
                primary key (code, order_id)
            );
            """;

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
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES, INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var coupons =
                BatchTable.<CouponRow>named(generation.schema() + ".coupon")
                        .key("code", TEXT, row -> row.code)
                        .latest("terms", JSONB, row -> row.terms)
                        .latest("active", BOOLEAN, row -> row.active)
                        .latest("uses", INTEGER, row -> row.uses)
                        .latest("version", BIGINT, row -> row.version)
                        .latest("created_at", TIMESTAMPTZ, row -> row.createdAt)
                        .build();
        var uses =
                BatchTable.<UseRow>named(generation.schema() + ".coupon_use")
                        .key("code", TEXT, row -> row.key.code())
                        .key("order_id", TEXT, row -> row.key.orderId())
                        .latest("position", BIGINT, row -> row.position)
                        .latest("customer_id", TEXT, row -> row.customerId)
                        .latest("discount_minor", BIGINT, row -> row.discount)
                        .latest("currency", TEXT, row -> row.currency)
                        .latest("redeemed_at", TIMESTAMPTZ, row -> row.redeemedAt)
                        .replaced("returned_at", TIMESTAMPTZ, row -> row.returnedAt)
                        .build();
        return () -> new Coupons(coupons, uses);
    }

    private static final class CouponRow {
        final CouponCode code;
        @Nullable String terms;
        @Nullable Boolean active;
        @Nullable Integer uses;
        @Nullable Long version;
        @Nullable Instant createdAt;

        CouponRow(CouponCode code) {
            this.code = code;
        }
    }

    private record UseKey(CouponCode code, OrderId orderId) {}

    private static final class UseRow {
        final UseKey key;
        @Nullable Long position;
        @Nullable CustomerId customerId;
        @Nullable Long discount;
        @Nullable String currency;
        @Nullable Instant redeemedAt;
        @Nullable Instant returnedAt;

        UseRow(UseKey key) {
            this.key = key;
        }
    }

    private final class Coupons implements BatchHandler.Batch {

        private final BatchTable<CouponRow> couponTable;
        private final BatchTable<UseRow> useTable;
        private final Map<CouponCode, CouponRow> coupons = new HashMap<>();
        private final Map<UseKey, UseRow> uses = new HashMap<>();

        Coupons(BatchTable<CouponRow> couponTable, BatchTable<UseRow> useTable) {
            this.couponTable = couponTable;
            this.useTable = useTable;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            var change = (CouponEvent) event;
            coupon(change.code()).version = EventPosition.inAggregate(message);
            switch (change) {
                case CouponCreated(_, var code, var terms) -> {
                    var row = terms(code, terms);
                    row.active = true;
                    row.uses = 0;
                    row.createdAt = message.getTimestamp();
                }
                case CouponRevised(_, var code, var terms) -> terms(code, terms);
                case CouponActivated(_, var code) -> coupon(code).active = true;
                case CouponDeactivated(_, var code) -> coupon(code).active = false;
                case CouponRedeemed redeemed -> {
                    coupon(redeemed.code()).uses = redeemed.uses();
                    var use = use(redeemed.code(), redeemed.orderId());
                    use.position = EventPosition.of(message);
                    use.customerId = redeemed.customerId();
                    use.discount = redeemed.discount().getAmountMinorLong();
                    use.currency = redeemed.discount().getCurrencyUnit().getCode();
                    use.redeemedAt = message.getTimestamp();
                    use.returnedAt = null;
                }
                case CouponUseReturned(_, var code, var order, _, var left) -> {
                    coupon(code).uses = left;
                    use(code, order).returnedAt = message.getTimestamp();
                }
            }
        }

        @Override
        public void flush() {
            couponTable.write(database, coupons.values());
            useTable.write(database, uses.values());
        }

        private CouponRow terms(CouponCode code, CouponTerms terms) {
            var row = coupon(code);
            row.terms = json.writeValueAsString(terms);
            return row;
        }

        private CouponRow coupon(CouponCode code) {
            return coupons.computeIfAbsent(code, CouponRow::new);
        }

        private UseRow use(CouponCode code, OrderId order) {
            return uses.computeIfAbsent(new UseKey(code, order), UseRow::new);
        }
    }
}
