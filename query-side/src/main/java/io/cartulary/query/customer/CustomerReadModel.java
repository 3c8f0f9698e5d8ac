package io.cartulary.query.customer;

import static io.cartulary.query.customer.CustomerFilters.*;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.customer.CustomerQuery.*;
import io.cartulary.query.customer.row.CustomerNotes;
import io.cartulary.query.customer.row.CustomerOrders;
import io.cartulary.query.customer.row.CustomerRow;
import io.cartulary.query.customer.row.Customers;
import io.cartulary.query.customer.row.LiveCustomers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/// Answers [CustomerQuery].
@Component
class CustomerReadModel {

    private static final Duration YEAR = Duration.ofDays(365);

    private final LiveCustomers live;
    private final Customers customers;
    private final CustomerOrders orders;
    private final CustomerNotes notes;
    private final CustomerViews views;
    private final SearchTokens tokens;
    private final InstantSource clock;

    CustomerReadModel(
            LiveCustomers live,
            Customers customers,
            CustomerOrders orders,
            CustomerNotes notes,
            CustomerViews views,
            SearchTokens tokens,
            InstantSource clock) {
        this.live = live;
        this.customers = customers;
        this.orders = orders;
        this.notes = notes;
        this.views = views;
        this.tokens = tokens;
        this.clock = clock;
    }

    @QueryHandler
    Optional<CustomerDetails> answer(FindCustomer query) {
        var customer = query.customerId().value();
        return live.read(() ->
                found(query.customerId())
                        .map(row ->
                                views.details(
                                        row,
                                        orders.sums(customer, Instant.EPOCH),
                                        notes.findByCustomerIdOrderByWrittenAtAscNoteIdAsc(
                                                customer))));
    }

    @QueryHandler
    Optional<CustomerInsights> answer(FindInsights query) {
        var now = clock.instant();
        var customer = query.customerId().value();
        return live.read(() ->
                found(query.customerId())
                        .map(row ->
                                new CustomerInsights(
                                        query.customerId(),
                                        row.firstOrderAt(),
                                        row.lastOrderAt(),
                                        daysSince(row.lastOrderAt(), now),
                                        row.orders(),
                                        daysBetween(row),
                                        CustomerViews.totals(orders.sums(customer, Instant.EPOCH)),
                                        CustomerViews.totals(
                                                orders.sums(customer, now.minus(YEAR))))));
    }

    @QueryHandler
    List<CustomerId> answer(ListGuestsOf query) {
        return live.read(() -> customers.guestsOf(query.customerId().value())).stream()
                .map(CustomerId::new)
                .toList();
    }

    @QueryHandler
    List<ListedCustomer> answer(ListCustomers query) {
        return live.read(() -> {
            var filters = filters(query);
            return filters.isEmpty()
                    ? List.of()
                    : customers
                            .findBy(
                                    Specification.allOf(filters),
                                    page ->
                                            page.sortBy(sort(query.sorting()))
                                                    .limit(query.limit())
                                                    .all())
                            .stream()
                            .map(row ->
                                    new ListedCustomer(
                                            views.summary(row), value(row, query.sorting().by())))
                            .toList();
        });
    }

    /// Empty when no one can fit.
    private List<Specification<CustomerRow>> filters(ListCustomers query) {
        var asked = query.conditions();
        var filters = new ArrayList<Specification<CustomerRow>>();
        filters.add(areListed());
        if (asked.text() != null) {
            var words = tokens.wanted(asked.text());
            var owners = orders.ownersOf(asked.text().strip());
            if (words.isEmpty() && owners.isEmpty()) {
                return List.of();
            }
            filters.add(areFoundBy(words, owners));
        }
        if (asked.status() != null) {
            filters.add(haveStatus(asked.status()));
        }
        if (asked.tag() != null) {
            filters.add(haveTag(asked.tag()));
        }
        if (asked.from() != null) {
            filters.add(areCustomersFrom(asked.from()));
        }
        if (asked.to() != null) {
            filters.add(areCustomersBefore(asked.to()));
        }
        if (asked.orderedFrom() != null) {
            filters.add(orderedLastFrom(asked.orderedFrom()));
        }
        if (asked.orderedTo() != null) {
            filters.add(orderedLastBefore(asked.orderedTo()));
        }
        if (asked.leastOrders() != null) {
            filters.add(haveOrdered(asked.leastOrders()));
        }
        if (query.after() != null) {
            filters.add(follow(query.after(), query.sorting()));
        }
        return filters;
    }

    /// A guest whose orders an account took over is shown as that account.
    private Optional<CustomerRow> found(CustomerId customer) {
        return customers.findById(customer.value()).filter(CustomerRow::isListed);
    }

    private static @Nullable Long daysSince(@Nullable Instant last, Instant now) {
        return last == null ? null : Duration.between(last, now).toDays();
    }

    private static @Nullable Double daysBetween(CustomerRow row) {
        if (row.orders() < 2 || row.firstOrderAt() == null || row.lastOrderAt() == null) {
            return null;
        }
        var hours = Duration.between(row.firstOrderAt(), row.lastOrderAt()).toHours();
        return Math.round(hours / 2.4 / (row.orders() - 1)) / 10.0;
    }
}
