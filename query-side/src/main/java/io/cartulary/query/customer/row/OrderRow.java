package io.cartulary.query.customer.row;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// One order of a customer, as far as sums over orders need it.
@Entity(name = "CustomerOrder")
@Immutable
@Table(name = "customer_order")
class OrderRow {

    @Id private String orderId;
    private @Nullable String ownerId;
    private @Nullable String number;
    private @Nullable Instant placedAt;
    private @Nullable String currency;
    private @Nullable Long chargedMinor;
    private @Nullable Long refundedMinor;
    private @Nullable Boolean cancelled;

    protected OrderRow() {}
}
