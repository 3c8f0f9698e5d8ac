package io.cartulary.benchmarks.readmodel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// A row of a read model as an entity, only to compare with.
@Entity
@Table(name = "order_row")
class OrderRow implements Persistable<String> {

    @Id
    @Column(name = "order_id")
    private @Nullable String id;

    @Nullable String number;

    @Column(name = "customer_id")
    @Nullable String customerId;

    @Nullable String status;
    @Nullable String country;
    int pieces;

    @Column(name = "total_minor")
    long totalMinor;

    @Nullable String currency;

    @Column(name = "placed_at")
    @Nullable Instant placedAt;

    @Transient boolean isNew;

    protected OrderRow() {}

    OrderRow(
            String id,
            String number,
            String customerId,
            String status,
            String country,
            int pieces,
            long totalMinor,
            String currency,
            Instant placedAt) {
        this.id = id;
        this.number = number;
        this.customerId = customerId;
        this.status = status;
        this.country = country;
        this.pieces = pieces;
        this.totalMinor = totalMinor;
        this.currency = currency;
        this.placedAt = placedAt;
    }

    @Override
    public @Nullable String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }
}
