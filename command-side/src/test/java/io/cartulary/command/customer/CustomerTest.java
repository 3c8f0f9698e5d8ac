package io.cartulary.command.customer;

import io.cartulary.command.customer.CustomerCommand.*;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.Personal;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.NoteId;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerTest {

    private static final CustomerId ADA = new CustomerId("customer-1");
    private static final AddressId HOME = new AddressId("address-1");
    private static final AddressId WORK = new AddressId("address-2");
    private static final AddressId PARENTS = new AddressId("address-3");
    private static final Personal<CustomerAddress> ADDRESS = address("1 High Street");
    private static final Personal<CustomerAddress> MOVED = address("2 High Street");

    private static Personal<CustomerAddress> address(String line) {
        return Personal.of(
                ADA.value(),
                new CustomerAddress(
                        "Ada", "Park", null, line, null, "London", null, "N1 1AA", "GB", null));
    }

    private static TestExecutor<Customer> given(Object... events) {
        return new AggregateTestFixture<>(Customer.class).given(events);
    }

    private static Object[] homeAndWork() {
        return new Object[] {
            new AddressAdded(ADA, HOME, ADDRESS),
            chosen(HOME, HOME),
            new AddressAdded(ADA, WORK, ADDRESS)
        };
    }

    private static DefaultAddressesChosen chosen(
            @Nullable AddressId shipping, @Nullable AddressId billing) {
        return new DefaultAddressesChosen(ADA, shipping, billing);
    }

    private static AddAddress add(AddressId address, DefaultFor defaultFor) {
        return new AddAddress(ADA, address, ADDRESS, defaultFor);
    }

    @Test
    void says_something_about_themselves() {
        Personal<Profile> profile = Personal.of(ADA.value(), Profile.EMPTY.in("km"));
        given().when(new ChangeProfile(ADA, profile))
                .expectEvents(new ProfileChanged(ADA, profile));
        given(new ProfileChanged(ADA, profile))
                .when(new ChangeProfile(ADA, profile))
                .expectNoEvents();
        given(new ProfileChanged(ADA, Personal.of(ADA.value(), Profile.EMPTY.in("en"))))
                .when(new ChangeProfile(ADA, profile))
                .expectEvents(new ProfileChanged(ADA, profile));
    }

    @Nested
    class An_address {

        @Test
        void that_is_the_first_becomes_the_default_for_everything() {
            given().when(add(HOME, DefaultFor.NOTHING))
                    .expectEvents(new AddressAdded(ADA, HOME, ADDRESS), chosen(HOME, HOME));
        }

        @Test
        void that_is_a_further_one_becomes_the_default_where_it_is_wanted() {
            var home = new Object[] {new AddressAdded(ADA, HOME, ADDRESS), chosen(HOME, HOME)};
            given(home)
                    .when(add(WORK, DefaultFor.NOTHING))
                    .expectEvents(new AddressAdded(ADA, WORK, ADDRESS));
            given(home)
                    .when(add(WORK, new DefaultFor(false, true)))
                    .expectEvents(new AddressAdded(ADA, WORK, ADDRESS), chosen(HOME, WORK));
        }

        @Test
        void is_added_once() {
            given(homeAndWork()).when(add(WORK, new DefaultFor(true, true))).expectNoEvents();
        }

        @Test
        void is_changed_and_stays_the_default() {
            given(homeAndWork())
                    .when(new ChangeAddress(ADA, HOME, MOVED, DefaultFor.NOTHING))
                    .expectEvents(new AddressChanged(ADA, HOME, MOVED));
            given(homeAndWork())
                    .when(new ChangeAddress(ADA, WORK, MOVED, new DefaultFor(true, false)))
                    .expectEvents(new AddressChanged(ADA, WORK, MOVED), chosen(WORK, HOME));
        }

        @Test
        void that_says_nothing_new_is_not_recorded() {
            given(homeAndWork())
                    .when(new ChangeAddress(ADA, HOME, ADDRESS, DefaultFor.NOTHING))
                    .expectNoEvents();
            given(homeAndWork())
                    .andGiven(new AddressChanged(ADA, WORK, MOVED))
                    .when(new ChangeAddress(ADA, WORK, MOVED, new DefaultFor(false, true)))
                    .expectEvents(chosen(HOME, WORK));
        }

        @Test
        void that_there_is_not_cannot_be_changed() {
            refuses(
                    given(homeAndWork()),
                    new ChangeAddress(ADA, PARENTS, ADDRESS, DefaultFor.NOTHING),
                    CustomerRejection.ADDRESS_UNKNOWN);
        }

        @Test
        void leaves_its_place_to_the_one_that_was_kept_longest() {
            given(homeAndWork())
                    .andGiven(new AddressAdded(ADA, PARENTS, ADDRESS), chosen(PARENTS, HOME))
                    .when(new RemoveAddress(ADA, PARENTS))
                    .expectEvents(new AddressRemoved(ADA, PARENTS), chosen(HOME, HOME));
        }

        @Test
        void that_was_no_default_is_only_removed() {
            given(homeAndWork())
                    .when(new RemoveAddress(ADA, WORK))
                    .expectEvents(new AddressRemoved(ADA, WORK));
        }

        @Test
        void that_was_the_last_leaves_no_default() {
            given(new AddressAdded(ADA, HOME, ADDRESS), chosen(HOME, HOME))
                    .when(new RemoveAddress(ADA, HOME))
                    .expectEvents(new AddressRemoved(ADA, HOME), chosen(null, null));
        }

        @Test
        void is_removed_once() {
            given(homeAndWork()).when(new RemoveAddress(ADA, PARENTS)).expectNoEvents();
            given().when(new RemoveAddress(ADA, HOME)).expectNoEvents();
        }

        @Test
        void is_one_of_fifty_at_most() {
            var fifty =
                    IntStream.rangeClosed(1, 50)
                            .mapToObj(number ->
                                    new AddressAdded(
                                            ADA, new AddressId("address-" + number), ADDRESS))
                            .toArray();
            refuses(
                    given(fifty),
                    add(new AddressId("address-51"), DefaultFor.NOTHING),
                    CustomerRejection.TOO_MANY_ADDRESSES);
        }
    }

    @Test
    void takes_each_guest_over_once() {
        var first = new CustomerId("customer-guest-1");
        var second = new CustomerId("customer-guest-2");
        given(new GuestsTakenOver(ADA, List.of(first)))
                .when(new TakeOverGuests(ADA, List.of(first, second)))
                .expectEvents(new GuestsTakenOver(ADA, List.of(second)));
        given(new GuestsTakenOver(ADA, List.of(first)))
                .when(new TakeOverGuests(ADA, List.of(first)))
                .expectNoEvents();
    }

    @Test
    void is_tagged_again_when_the_tags_are_others() {
        given(new CustomerTagged(ADA, List.of("vip")))
                .when(new TagCustomer(ADA, List.of("vip", "press")))
                .expectEvents(new CustomerTagged(ADA, List.of("vip", "press")));
        given(new CustomerTagged(ADA, List.of("vip")))
                .when(new TagCustomer(ADA, List.of("vip")))
                .expectNoEvents();
    }

    @Test
    void has_each_note_once() {
        var note = new NoteId("note-1");
        var text = Personal.of(ADA.value(), "Prefers calls in the morning");
        var added = new CustomerNoteAdded(ADA, note, text);
        given().when(new AddCustomerNote(ADA, note, text)).expectEvents(added);
        given(added).when(new AddCustomerNote(ADA, note, text)).expectNoEvents();
    }

    private static void refuses(
            TestExecutor<Customer> customer, CustomerCommand command, Rejection rejection) {
        customer.when(command).expectNoEvents().expectExceptionDetails(rejection);
    }
}
