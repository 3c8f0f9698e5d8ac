package io.cartulary.query.customer;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.customer.CustomerDetails.Note;
import io.cartulary.query.customer.CustomerDetails.OrderTotal;
import io.cartulary.query.customer.row.CustomerOrders;
import io.cartulary.query.customer.row.CustomerRow;
import io.cartulary.query.customer.row.NoteRow;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes of rows what staff see, and opens what is personal in them. What a profile or an account
/// says goes before what the last order said.
@Component
class CustomerViews {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PersonalDataCipher cipher;

    CustomerViews(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    private record Person(
            @Nullable Profile profile,
            @Nullable Contact contact,
            @Nullable PostalAddress address,
            @Nullable String accountEmail) {

        @Nullable String name() {
            var own = profile == null ? "" : joined(profile.firstName(), profile.lastName());
            if (!own.isEmpty()) {
                return own;
            }
            return address == null ? null : address.name();
        }

        @Nullable String email() {
            if (accountEmail != null) {
                return accountEmail;
            }
            return contact == null ? null : contact.email();
        }

        @Nullable String phone() {
            if (profile != null && profile.phone() != null) {
                return profile.phone();
            }
            return contact == null ? null : contact.phone();
        }

        private static String joined(@Nullable String first, @Nullable String last) {
            return Stream.of(first, last).filter(Objects::nonNull).collect(Collectors.joining(" "));
        }
    }

    CustomerSummary summary(CustomerRow row) {
        var person = person(row);
        return new CustomerSummary(
                new CustomerId(row.customerId()),
                row.status(),
                person.name(),
                person.email(),
                person.phone(),
                row.tags(),
                row.orders(),
                row.currency() == null
                        ? null
                        : Money.ofMinor(CurrencyUnit.of(row.currency()), row.spentMinor()),
                row.lastOrderAt(),
                row.openReturns(),
                row.since());
    }

    CustomerDetails details(CustomerRow row, List<CustomerOrders.Sum> sums, List<NoteRow> notes) {
        var person = person(row);
        return new CustomerDetails(
                new CustomerId(row.customerId()),
                row.status(),
                row.accountId() == null ? null : new AccountId(row.accountId()),
                person.name(),
                person.email(),
                person.phone(),
                person.profile(),
                person.address(),
                row.tags(),
                notes.stream().map(this::note).toList(),
                row.orders(),
                totals(sums),
                row.firstOrderAt(),
                row.lastOrderAt(),
                row.openReturns(),
                row.since(),
                row.registeredAt(),
                row.lastLogInAt(),
                row.version());
    }

    static List<OrderTotal> totals(List<CustomerOrders.Sum> sums) {
        return sums.stream().map(CustomerViews::total).toList();
    }

    private static OrderTotal total(CustomerOrders.Sum sum) {
        var currency = CurrencyUnit.of(sum.currency());
        var total = Money.ofMinor(currency, sum.chargedMinor());
        var refunded = Money.ofMinor(currency, sum.refundedMinor());
        return new OrderTotal(
                sum.orders(),
                total,
                refunded,
                total.minus(refunded).dividedBy(sum.orders(), RoundingMode.DOWN));
    }

    private Note note(NoteRow row) {
        return new Note(
                new NoteId(row.noteId()),
                open(row.text(), String.class),
                row.author(),
                row.writtenAt());
    }

    private Person person(CustomerRow row) {
        return new Person(
                open(row.profile(), Profile.class),
                open(row.contact(), Contact.class),
                open(row.shippingAddress(), PostalAddress.class),
                open(row.email(), String.class));
    }

    private <T> @Nullable T open(@Nullable String sealed, Class<T> type) {
        return sealed == null
                ? null
                : cipher.open(sealed).map(json -> JSON.readValue(json, type)).orElse(null);
    }
}
