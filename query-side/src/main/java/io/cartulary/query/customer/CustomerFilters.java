package io.cartulary.query.customer;

import io.cartulary.query.customer.CustomerQuery.After;
import io.cartulary.query.customer.CustomerQuery.Sorting;
import io.cartulary.query.customer.CustomerQuery.Sorting.By;
import io.cartulary.query.customer.row.CustomerRow;
import jakarta.persistence.criteria.Expression;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;

/// The conditions of lists of customers, one by one.
final class CustomerFilters {

    private static final String ID = "customerId";

    private CustomerFilters() {}

    /// Neither guests who were taken over, nor accounts that no one verified and that bought
    /// nothing.
    static Specification<CustomerRow> areListed() {
        return (customer, _, builder) -> builder.isTrue(customer.get("listed"));
    }

    static Specification<CustomerRow> haveStatus(CustomerStatus status) {
        return (customer, _, builder) -> builder.equal(customer.get("status"), status);
    }

    static Specification<CustomerRow> haveTag(String tag) {
        return contain("tags", List.of(tag));
    }

    /// @param owners of the orders whose number was looked for
    static Specification<CustomerRow> areFoundBy(List<String> tokens, List<String> owners) {
        Specification<CustomerRow> ordered = (customer, _, _) -> customer.get(ID).in(owners);
        if (tokens.isEmpty()) {
            return ordered;
        }
        var named = contain("search", tokens);
        return owners.isEmpty() ? named : named.or(ordered);
    }

    static Specification<CustomerRow> areCustomersFrom(Instant from) {
        return (customer, _, builder) -> builder.greaterThanOrEqualTo(customer.get("since"), from);
    }

    static Specification<CustomerRow> areCustomersBefore(Instant to) {
        return (customer, _, builder) -> builder.lessThan(customer.get("since"), to);
    }

    static Specification<CustomerRow> orderedLastFrom(Instant from) {
        return (customer, _, builder) ->
                builder.greaterThanOrEqualTo(customer.get("latestAt"), from);
    }

    static Specification<CustomerRow> orderedLastBefore(Instant to) {
        return (customer, _, builder) -> builder.lessThan(customer.get("lastOrderAt"), to);
    }

    static Specification<CustomerRow> haveOrdered(int leastOrders) {
        return (customer, _, builder) ->
                builder.greaterThanOrEqualTo(customer.get("orders"), leastOrders);
    }

    /// The place of the last customer in the index is where the page begins: the first comparison
    /// is of that column alone, so that the database begins to read there.
    static Specification<CustomerRow> follow(After last, Sorting sorting) {
        return switch (sorting.by()) {
            case SINCE, LAST_ORDER -> follow(last, sorting, Instant::parse);
            case ORDERS -> follow(last, sorting, Integer::valueOf);
            case SPENT -> follow(last, sorting, Long::valueOf);
        };
    }

    private static <V extends Comparable<V>> Specification<CustomerRow> follow(
            After last, Sorting sorting, Function<String, V> read) {
        return (customer, _, builder) -> {
            var value = read.apply(last.value());
            Expression<V> column = customer.get(column(sorting.by()));
            Expression<String> id = customer.get(ID);
            var who = last.customerId().value();
            return sorting.descending()
                    ? builder.and(
                            builder.lessThanOrEqualTo(column, value),
                            builder.or(builder.lessThan(column, value), builder.lessThan(id, who)))
                    : builder.and(
                            builder.greaterThanOrEqualTo(column, value),
                            builder.or(
                                    builder.greaterThan(column, value),
                                    builder.greaterThan(id, who)));
        };
    }

    static Sort sort(Sorting sorting) {
        return Sort.by(
                sorting.descending() ? Sort.Direction.DESC : Sort.Direction.ASC,
                column(sorting.by()),
                ID);
    }

    /// What a customer is sorted by, as text.
    static String value(CustomerRow customer, By by) {
        return switch (by) {
            case SINCE -> customer.since().toString();
            case LAST_ORDER -> customer.latestAt().toString();
            case ORDERS -> Integer.toString(customer.orders());
            case SPENT -> Long.toString(customer.spentMinor());
        };
    }

    private static String column(By by) {
        return switch (by) {
            case SINCE -> "since";
            case LAST_ORDER -> "latestAt";
            case ORDERS -> "orders";
            case SPENT -> "spentMinor";
        };
    }

    private static Specification<CustomerRow> contain(String column, List<String> words) {
        return (customer, _, builder) ->
                ((HibernateCriteriaBuilder) builder)
                        .arrayIncludes(
                                customer.<String[]>get(column), words.toArray(String[]::new));
    }
}
