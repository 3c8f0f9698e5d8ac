package io.cartulary.query.customer.row;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// Reads orders of customers.
public interface CustomerOrders extends Repository<OrderRow, String> {

    /// What a customer ordered in one currency and did not cancel.
    record Sum(String currency, long orders, long chargedMinor, long refundedMinor) {}

    @Query(
            """
            select new io.cartulary.query.customer.row.CustomerOrders$Sum(
                placed.currency, count(*), sum(placed.chargedMinor), sum(placed.refundedMinor))
            from CustomerOrder placed
            where placed.ownerId = :owner and placed.cancelled = false and placed.placedAt >= :from
            group by placed.currency order by placed.currency\
            """)
    List<Sum> sums(String owner, Instant from);

    /// Whose the orders with this number are.
    @Query("select distinct placed.ownerId from CustomerOrder placed where placed.number = :number")
    List<String> ownersOf(String number);
}
