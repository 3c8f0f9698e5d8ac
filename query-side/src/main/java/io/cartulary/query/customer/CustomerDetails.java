package io.cartulary.query.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One customer. What is personal is absent once it was erased, or was never said.
///
/// @param accountId absent for a guest
/// @param shippingAddress where the last order went
/// @param totals by currency
/// @param version number of the last event of the customer; absent as long as nothing was said
///   about them
public record CustomerDetails(
        CustomerId customerId,
        CustomerStatus status,
        @Nullable AccountId accountId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Profile profile,
        @Nullable PostalAddress shippingAddress,
        List<String> tags,
        List<Note> notes,
        int orders,
        List<OrderTotal> totals,
        @Nullable Instant firstOrderAt,
        @Nullable Instant lastOrderAt,
        int openReturns,
        Instant since,
        @Nullable Instant registeredAt,
        @Nullable Instant lastLogInAt,
        @Nullable Long version) {

    /// @param author who wrote it
    /// @param text absent once it was erased
    public record Note(
            NoteId noteId, @Nullable String text, @Nullable String author, Instant writtenAt) {}

    /// Orders in one currency that were not cancelled.
    ///
    /// @param total what they cost, with what changes of the orders cost more
    /// @param refunded of that
    /// @param average of an order, without what was refunded, rounded down
    public record OrderTotal(long orders, Money total, Money refunded, Money average) {}

    @JsonIgnore
    Optional<EntityTag> entityTag() {
        return Optional.ofNullable(version).map(at -> new EntityTag(customerId.value(), at));
    }
}
