package io.cartulary.query.search.order;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.comparison.Contents;
import io.cartulary.query.search.SearchIndex;
import io.cartulary.query.search.SearchIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Fills index `orders`, in which staff finds orders. A customer's e-mail address is in it as a
/// keyed hash only: who knows the address finds the order, no one reads it there.
@Component
class OrdersProjection implements ProjectionDefinition {

    static final String NAME = "orders";

    /// A flattened field: any of its values is found, and in small letters only.
    static final String REFUND_NUMBERS = "refundNumbers";

    static final String EMAIL_HASH = "emailHash";
    static final String PROGRESS = "progress";
    static final String REFUNDED_IN_FULL = "refundedInFull";
    private static final String CHARGED = "charged";
    private static final String REFUNDED = "refunded";

    private final SearchIndexes indexes;
    private final PersonalDataCipher cipher;
    private final SearchableEmail emails;
    private final JsonMapper json = JsonMapper.builder().build();

    OrdersProjection(SearchIndexes indexes, PersonalDataCipher cipher, SearchableEmail emails) {
        this.indexes = indexes;
        this.cipher = cipher;
        this.emails = emails;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(OrderEvent.class, ImportedOrderEvent.class);
    }

    /// A bulk request is dear: each waits for the disk of Elasticsearch.
    @Override
    public Duration pace() {
        return Duration.ofMillis(500);
    }

    @Override
    public Storage storage(Generation generation) {
        var index = indexes.of(generation);
        return new Storage() {
            @Override
            public void create() {
                index.create("orders.json");
            }

            @Override
            public void beforeLive() {
                index.refresh();
            }

            @Override
            public List<Contents> contents() {
                return List.of(index.contents(Set.of()));
            }

            @Override
            public void drop() {
                index.drop();
            }
        };
    }

    @Override
    public BatchHandler create(Generation generation) {
        var index = indexes.of(generation);
        return () -> new Batch(index);
    }

    private record Amounts(long charged, long refunded) {}

    /// Folds what a batch says of each order into one write: the whole document where the batch has
    /// its first event, else the fields that changed.
    private final class Batch implements BatchHandler.Batch {

        private final SearchIndex index;
        private final Map<OrderId, Map<String, Object>> changes = new LinkedHashMap<>();
        private final Set<OrderId> repaid = new LinkedHashSet<>();

        Batch(SearchIndex index) {
            this.index = index;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            switch (event) {
                case OrderEvent order -> fold(order);
                case ImportedOrderEvent imported -> fold(imported);
                default -> throw new IllegalArgumentException("not read here: " + event);
            }
        }

        private void fold(OrderEvent event) {
            switch (event) {
                case OrderPlaced e -> {
                    place(
                            e.orderId(),
                            e.number(),
                            e.customerId(),
                            e.lines(),
                            e.totals().total(),
                            e.country(),
                            e.placedAt());
                    put(e, "couponCode", codes(e.discounts()));
                    put(e, EMAIL_HASH, hash(e.contact()));
                }
                case ShipmentDispatched e -> put(e, "trackingNumber", e.trackingNumber());
                case ShipmentTrackingCorrected e -> put(e, "trackingNumber", e.trackingNumber());
                case OrderLinesAdded e -> {
                    put(e, "total", e.totals().total().getAmountMinorLong());
                    put(e, CHARGED, e.charged().getAmountMinorLong());
                    repaid.add(e.orderId());
                }
                case OrderShipped e -> put(e, "trackingNumber", e.trackingNumber());
                case OrderRefunded e -> {
                    put(e, REFUNDED, e.refunded().getAmountMinorLong());
                    repaid.add(e.orderId());
                }
                default -> {
                    // orders are not found by it
                }
            }
            var progress = OrderStatus.after(event);
            if (progress != null) {
                put(event, PROGRESS, progress.name());
            }
        }

        private void fold(ImportedOrderEvent event) {
            switch (event) {
                case OrderImported e -> {
                    place(
                            e.orderId(),
                            e.number(),
                            e.customerId(),
                            e.lines(),
                            e.totals().total(),
                            e.country(),
                            e.placedAt());
                    put(e.orderId(), PROGRESS, OrderStatus.DELIVERED.name());
                }
                case ImportedRefundRecorded e -> {
                    put(e.orderId(), REFUNDED, e.refunded().getAmountMinorLong());
                    repaid.add(e.orderId());
                    refund(e.orderId(), e.reference());
                }
            }
        }

        @Override
        public void flush() {
            compareRefundsWithCharges();
            index.write(changes.entrySet().stream().map(Batch::operation).toList());
        }

        /// An order is refunded when as much went back as was charged. What this batch does not say
        /// stands in the document.
        private void compareRefundsWithCharges() {
            var written =
                    repaid.stream()
                            .filter(order -> !isWhole(changes.get(order)))
                            .map(OrderId::value)
                            .toList();
            var amounts = index.read(written, Amounts.class);
            for (var order : repaid) {
                var fields = changes.get(order);
                var before = amounts.getOrDefault(order.value(), new Amounts(0, 0));
                var charged = (long) fields.getOrDefault(CHARGED, before.charged());
                var refunded = (long) fields.getOrDefault(REFUNDED, before.refunded());
                fields.put(REFUNDED_IN_FULL, charged > 0 && refunded >= charged);
            }
        }

        private static boolean isWhole(Map<String, Object> fields) {
            return fields.containsKey("number");
        }

        private static BulkOperation operation(Map.Entry<OrderId, Map<String, Object>> change) {
            var id = change.getKey().value();
            var fields = change.getValue();
            return isWhole(fields)
                    ? BulkOperation.of(o -> o.index(i -> i.id(id).document(fields)))
                    : BulkOperation.of(o ->
                            o.update(u -> u.id(id).action(a -> a.doc(fields).docAsUpsert(true))));
        }

        private void place(
                OrderId orderId,
                String number,
                @Nullable CustomerId customer,
                List<OrderLine> lines,
                Money total,
                String country,
                Instant placedAt) {
            var fields = new HashMap<String, Object>();
            fields.put("orderId", orderId.value());
            fields.put("number", number);
            fields.put(REFUNDED_IN_FULL, false);
            fields.put("customerId", customer == null ? null : customer.value());
            fields.put("skus", lines.stream().map(line -> line.sku().value()).distinct().toList());
            fields.put("names", lines.stream().map(OrderLine::name).distinct().toList());
            fields.put("pieces", lines.stream().mapToInt(OrderLine::quantity).sum());
            fields.put("country", country);
            fields.put("currency", total.getCurrencyUnit().getCode());
            fields.put("total", total.getAmountMinorLong());
            fields.put(CHARGED, total.getAmountMinorLong());
            fields.put(REFUNDED, 0L);
            fields.put("placedAt", placedAt);
            changes.put(orderId, fields);
        }

        /// Elasticsearch adds an entry of an object to those it has; a list it would replace.
        private void refund(OrderId orderId, String number) {
            var fields = changes.computeIfAbsent(orderId, _ -> new HashMap<>());
            @SuppressWarnings("unchecked")
            var numbers =
                    (Map<String, String>)
                            fields.computeIfAbsent(
                                    REFUND_NUMBERS, _ -> new HashMap<String, String>());
            numbers.put(number, number.toLowerCase(Locale.ROOT));
        }

        private void put(OrderEvent event, String field, @Nullable Object value) {
            put(event.orderId(), field, value);
        }

        private void put(OrderId orderId, String field, @Nullable Object value) {
            changes.computeIfAbsent(orderId, _ -> new HashMap<>()).put(field, value);
        }

        private static List<String> codes(List<AppliedDiscount> discounts) {
            return discounts.stream().map(discount -> discount.code().value()).toList();
        }

        /// Absent once the customer's data were erased.
        private @Nullable String hash(Personal<Contact> contact) {
            return switch (contact) {
                case Personal.Known(_, var known) -> emails.of(known.email());
                case Personal.Sealed(_, var sealed) ->
                        cipher.open(sealed)
                                .map(text -> json.readValue(text, Contact.class))
                                .map(known -> emails.of(known.email()))
                                .orElse(null);
                case Personal.Erased<Contact> _ -> null;
            };
        }
    }
}
