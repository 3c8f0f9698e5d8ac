package io.cartulary.query.customer.row;

import io.cartulary.query.customer.CustomerStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// One customer. Personal values are sealed.
@Entity
@Immutable
@Table(name = "customer")
public class CustomerRow {

    @Id private String customerId;
    private @Nullable Long version;
    private @Nullable String accountId;

    @Enumerated(EnumType.STRING)
    private CustomerStatus status;

    private @Nullable Instant registeredAt;
    private @Nullable Instant verifiedAt;
    private @Nullable Instant lastLogInAt;
    private @Nullable String email;
    private @Nullable String profile;
    private @Nullable String contact;
    private @Nullable String shippingAddress;
    private String @Nullable [] tags;
    private String @Nullable [] search;
    private @Nullable String takenOverBy;
    private int orders;
    private @Nullable String currency;
    private long spentMinor;
    private @Nullable Instant firstOrderAt;
    private @Nullable Instant lastOrderAt;
    private int openReturns;
    private Instant since;
    private Instant latestAt;
    private boolean listed;

    protected CustomerRow() {}

    public String customerId() {
        return customerId;
    }

    public @Nullable Long version() {
        return version;
    }

    public @Nullable String accountId() {
        return accountId;
    }

    public CustomerStatus status() {
        return status;
    }

    public @Nullable Instant registeredAt() {
        return registeredAt;
    }

    public @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    public @Nullable Instant lastLogInAt() {
        return lastLogInAt;
    }

    public @Nullable String email() {
        return email;
    }

    public @Nullable String profile() {
        return profile;
    }

    public @Nullable String contact() {
        return contact;
    }

    public @Nullable String shippingAddress() {
        return shippingAddress;
    }

    public List<String> tags() {
        return tags == null ? List.of() : List.of(tags);
    }

    public @Nullable String takenOverBy() {
        return takenOverBy;
    }

    public int orders() {
        return orders;
    }

    public @Nullable String currency() {
        return currency;
    }

    public long spentMinor() {
        return spentMinor;
    }

    public @Nullable Instant firstOrderAt() {
        return firstOrderAt;
    }

    public @Nullable Instant lastOrderAt() {
        return lastOrderAt;
    }

    public int openReturns() {
        return openReturns;
    }

    public Instant since() {
        return since;
    }

    public Instant latestAt() {
        return latestAt;
    }

    public boolean isListed() {
        return listed;
    }
}
