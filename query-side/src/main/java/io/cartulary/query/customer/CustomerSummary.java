package io.cartulary.query.customer;

import io.cartulary.events.customer.CustomerId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One customer in a list. What is personal is absent once it was erased, or was never said.
///
/// @param orders how many were placed and not cancelled
/// @param spent on them less what was refunded, in the currency of which it is the most
/// @param since when they registered or first ordered
public record CustomerSummary(
        CustomerId customerId,
        CustomerStatus status,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        List<String> tags,
        int orders,
        @Nullable Money spent,
        @Nullable Instant lastOrderAt,
        int openReturns,
        Instant since) {}
