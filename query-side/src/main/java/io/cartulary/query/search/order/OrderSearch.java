package io.cartulary.query.search.order;

import static io.cartulary.query.search.order.OrdersProjection.PROGRESS;
import static io.cartulary.query.search.order.OrdersProjection.REFUNDED_IN_FULL;
import static io.cartulary.query.search.order.OrdersProjection.REFUND_NUMBERS;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.search.SearchIndex;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.page.TotalCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns questions of staff into searches of the live index of orders.
@Component
class OrderSearch {

    /// How many characters of an order number, a SKU or an identifier are needed before everything
    /// that begins with them is found.
    private static final int SHORTEST_BEGINNING = 3;

    private static final String CURSOR = "orders-found";

    private final ElasticsearchClient elasticsearch;
    private final SearchableEmail emails;
    private final Cursors cursors;

    OrderSearch(ElasticsearchClient elasticsearch, SearchableEmail emails, Cursors cursors) {
        this.elasticsearch = elasticsearch;
        this.emails = emails;
        this.cursors = cursors;
    }

    /// @param text a number of an order or a past refund, SKU, product name, tracking number,
    ///   coupon, identifier or e-mail address
    record OrderQuestion(
            String text,
            @Nullable OrderStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            TotalCount total,
            @Nullable After after,
            int limit) {}

    /// The last order of the page before.
    record After(long placedAtMillis, String orderId) {}

    record OrderHit(
            String orderId,
            String number,
            OrderStatus status,
            @Nullable String customerId,
            String country,
            int pieces,
            List<String> skus,
            Money total,
            Money refunded,
            @Nullable String trackingNumber,
            Instant placedAt) {

        private static OrderHit of(IndexedOrder order) {
            var currency = CurrencyUnit.of(order.currency());
            return new OrderHit(
                    order.orderId(),
                    order.number(),
                    order.progress() != OrderStatus.CANCELLED && order.refundedInFull()
                            ? OrderStatus.REFUNDED
                            : order.progress(),
                    order.customerId(),
                    order.country(),
                    order.pieces(),
                    order.skus(),
                    Money.ofMinor(currency, order.total()),
                    Money.ofMinor(currency, order.refunded()),
                    order.trackingNumber(),
                    order.placedAt());
        }
    }

    /// An order as [OrdersProjection] indexed it.
    record IndexedOrder(
            String orderId,
            String number,
            OrderStatus progress,
            boolean refundedInFull,
            @Nullable String customerId,
            String country,
            int pieces,
            List<String> skus,
            String currency,
            long total,
            long refunded,
            @Nullable String trackingNumber,
            Instant placedAt) {}

    Page<OrderHit> answer(String index, OrderQuestion question) {
        var request =
                new SearchRequest.Builder()
                        .index(index)
                        .query(query(question))
                        .sort(s -> s.field(f -> f.field("placedAt").order(SortOrder.Desc)))
                        .sort(s -> s.field(f -> f.field("orderId").order(SortOrder.Asc)))
                        .size(question.limit() + 1)
                        .trackTotalHits(SearchIndex.counted(question.total()))
                        .source(s ->
                                s.filter(f ->
                                        f.excludes(
                                                OrdersProjection.EMAIL_HASH,
                                                "names",
                                                "charged",
                                                REFUND_NUMBERS)));
        if (question.after() != null) {
            request.searchAfter(
                    FieldValue.of(question.after().placedAtMillis()),
                    FieldValue.of(question.after().orderId()));
        }
        var response =
                SearchIndex.onElasticsearch(
                        () -> elasticsearch.search(request.build(), IndexedOrder.class));
        var found = response.hits().hits().stream().map(hit -> OrderHit.of(hit.source())).toList();
        var shown = found.subList(0, Math.min(question.limit(), found.size()));
        return new Page<>(
                shown,
                found.size() > shown.size() ? next(shown.getLast()) : null,
                SearchIndex.total(response));
    }

    @Nullable After after(@Nullable String cursor) {
        return cursors.read(
                CURSOR, cursor, key -> new After(Long.parseLong(key.getFirst()), key.getLast()));
    }

    private String next(OrderHit last) {
        return cursors.next(
                CURSOR, List.of(Long.toString(last.placedAt().toEpochMilli()), last.orderId()));
    }

    private Query query(OrderQuestion question) {
        var filters = new ArrayList<Query>();
        if (question.status() != null) {
            filters.add(in(question.status()));
        }
        if (question.from() != null || question.to() != null) {
            filters.add(
                    Query.of(q ->
                            q.range(r ->
                                    r.date(d ->
                                            d.field("placedAt")
                                                    .gte(text(question.from()))
                                                    .lt(text(question.to()))))));
        }
        if (!question.text().isEmpty()) {
            filters.add(wanted(question.text()));
        }
        return Query.of(q -> q.bool(b -> b.filter(filters)));
    }

    /// The same status as the order's details show.
    private static Query in(OrderStatus status) {
        var refunded = Query.of(q -> q.term(t -> t.field(REFUNDED_IN_FULL).value(true)));
        return switch (status) {
            case CANCELLED -> term(PROGRESS, status.name());
            case REFUNDED ->
                    Query.of(q ->
                            q.bool(b -> b.filter(refunded).mustNot(in(OrderStatus.CANCELLED))));
            case PENDING, CONFIRMED, PROCESSING, SHIPPED, DELIVERED ->
                    Query.of(q ->
                            q.bool(b -> b.filter(term(PROGRESS, status.name())).mustNot(refunded)));
        };
    }

    private Query wanted(String text) {
        if (text.contains("@")) {
            return term(OrdersProjection.EMAIL_HASH, emails.of(text));
        }
        var any = new ArrayList<Query>();
        for (var field :
                List.of(
                        "number",
                        "orderId",
                        "customerId",
                        "skus",
                        "trackingNumber",
                        "couponCode")) {
            any.add(term(field, text));
        }
        var small = text.toLowerCase(Locale.ROOT);
        any.add(term(REFUND_NUMBERS, small));
        if (text.length() >= SHORTEST_BEGINNING) {
            any.add(Query.of(q -> q.prefix(p -> p.field(REFUND_NUMBERS).value(small))));
            for (var field : List.of("number", "skus", "orderId")) {
                any.add(Query.of(q -> q.prefix(p -> p.field(field).value(text))));
            }
        }
        any.add(
                Query.of(q ->
                        q.match(m ->
                                m.field("names")
                                        .query(text)
                                        .operator(Operator.And)
                                        .fuzziness("AUTO")
                                        .prefixLength(1))));
        return Query.of(q -> q.bool(b -> b.should(any).minimumShouldMatch("1")));
    }

    private static Query term(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
