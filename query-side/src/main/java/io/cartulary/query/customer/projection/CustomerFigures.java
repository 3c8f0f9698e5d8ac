package io.cartulary.query.customer.projection;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes what of a customer's row follows from several rows: whose an order is, sums over the
/// orders, how to reach the customer, and what they are found by. It is taken from the rows each
/// time, so that it does not matter in which order they came.
final class CustomerFigures {

    /// Of the orders that were placed now, and of guests who were taken over.
    private static final String OWNERS =
            """
            update %1$s.customer_order placed set owner_id = coalesce(by.taken_over_by, by.customer_id)
            from %1$s.customer by
            where by.customer_id = placed.customer_id and (placed.order_id = any(?) or placed.customer_id = any(?))
                and placed.owner_id is distinct from coalesce(by.taken_over_by, by.customer_id)\
            """;

    /// What was spent is shown in the currency of which it is the most. The last order says how to
    /// reach the customer.
    private static final String FIGURES =
            """
            with changed as (
                select customer_id from %1$s.customer where customer_id = any(?)
                union
                select owner_id from %1$s.customer_order where order_id = any(?) or customer_id = any(?))
            update %1$s.customer whole set orders = counted.orders, first_order_at = counted.first_at,
                last_order_at = counted.last_at, currency = spent.currency, spent_minor = coalesce(spent.minor, 0),
                open_returns = returned.open, contact = latest.contact, shipping_address = latest.shipping_address,
                search = array(
                    select distinct unnest(
                        coalesce(whole.email_tokens, '{}') || coalesce(whole.profile_tokens, '{}') || coalesce(latest.tokens, '{}'))
                    order by 1)
            from changed
            left join lateral (
                select count(*) filter (where not cancelled) as orders, min(placed_at) as first_at, max(placed_at) as last_at
                from %1$s.customer_order where owner_id = changed.customer_id) counted on true
            left join lateral (
                select currency, sum(charged_minor - refunded_minor) as minor
                from %1$s.customer_order where owner_id = changed.customer_id and not cancelled
                group by currency order by minor desc, currency limit 1) spent on true
            left join lateral (
                select count(*) as open from %1$s.customer_order join %1$s.customer_return using (order_id)
                where owner_id = changed.customer_id and open) returned on true
            left join lateral (
                select contact, shipping_address, tokens from %1$s.customer_order
                where owner_id = changed.customer_id and contact is not null
                order by placed_at desc, order_id desc limit 1) latest on true
            where whole.customer_id = changed.customer_id\
            """;

    private final String schema;
    private final JdbcTemplate database;
    private final Set<String> customers = new TreeSet<>();
    private final Set<String> takenOver = new TreeSet<>();
    private final Set<String> orders = new TreeSet<>();

    CustomerFigures(String schema, JdbcTemplate database) {
        this.schema = schema;
        this.database = database;
    }

    void changed(CustomerId customer) {
        customers.add(customer.value());
    }

    void takenOver(CustomerId guest) {
        takenOver.add(guest.value());
    }

    void changed(OrderId order) {
        orders.add(order.value());
    }

    void write() {
        if (!orders.isEmpty() || !takenOver.isEmpty()) {
            database.update(OWNERS.formatted(schema), array(orders), array(takenOver));
        }
        if (!customers.isEmpty() || !orders.isEmpty()) {
            database.update(
                    FIGURES.formatted(schema), array(customers), array(orders), array(takenOver));
        }
    }

    private static Object array(Set<String> ids) {
        return ids.toArray(String[]::new);
    }
}
