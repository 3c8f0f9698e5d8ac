package io.cartulary.command.credit;

import static io.cartulary.command.credit.CreditRejection.*;

import io.cartulary.command.StateTable;
import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.credit.CreditEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreditAccountTest {

    private static final CreditAccountId CARD = CreditAccountId.ofGiftCard("ABCD-EFGH-JKLM-NPQR");
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");
    private static final String PURCHASE = "payment-1";
    private static final Money FIFTY = Money.parse("GBP 50");
    private static final Money THIRTY = Money.parse("GBP 30");
    private static final Money TWENTY = Money.parse("GBP 20");
    private static final Money NOTHING = Money.parse("GBP 0");

    private static final CreditAccountOpened OPENED =
            new CreditAccountOpened(CARD, Kind.GIFT_CARD, "GBP", null, "NPQR", EXPIRY);
    private static final CreditGranted GRANTED =
            new CreditGranted(CARD, "grant-1", GrantReason.SOLD, FIFTY, FIFTY);
    private static final CreditReserved RESERVED =
            new CreditReserved(CARD, PURCHASE, FIFTY, NOTHING, ONE);
    private static final CreditSpent SPENT = new CreditSpent(CARD, PURCHASE, FIFTY, NOTHING);
    private static final CreditBlocked BLOCKED = new CreditBlocked(CARD, "lost");
    private static final GrantCredit GRANT =
            new GrantCredit(
                    CARD,
                    new Opening(Kind.GIFT_CARD, null, "NPQR", EXPIRY),
                    "grant-1",
                    GrantReason.SOLD,
                    FIFTY);

    private final AggregateTestFixture<CreditAccount> account =
            new AggregateTestFixture<>(CreditAccount.class);

    @Test
    void the_first_grant_opens_it() {
        account.givenNoPriorActivity().when(GRANT).expectEvents(OPENED, GRANTED);
    }

    @Test
    void a_refund_goes_back_onto_it() {
        account.given(OPENED, GRANTED, RESERVED, SPENT)
                .when(
                        new GrantCredit(
                                CARD,
                                new Opening(Kind.GIFT_CARD, null, null, null),
                                "refund-1",
                                GrantReason.REFUND,
                                TWENTY))
                .expectEvents(
                        new CreditGranted(CARD, "refund-1", GrantReason.REFUND, TWENTY, TWENTY));
    }

    @Test
    void another_amount_under_one_reference_is_refused() {
        account.given(OPENED, GRANTED)
                .when(new GrantCredit(CARD, GRANT.opening(), "grant-1", GrantReason.SOLD, TWENTY))
                .expectNoEvents()
                .expectExceptionDetails(REFERENCE_USED);
    }

    @Nested
    class Reserving {
        @Test
        void leaves_the_rest_for_others() {
            account.given(OPENED, GRANTED)
                    .when(reserve("payment-1", THIRTY))
                    .expectEvents(new CreditReserved(CARD, "payment-1", THIRTY, TWENTY, ONE))
                    .expectScheduledDeadline(
                            Duration.ofHours(1), new CreditAccount.ReservationDue("payment-1"));
        }

        @Test
        void more_than_is_left_is_refused() {
            account.given(
                            OPENED,
                            GRANTED,
                            new CreditReserved(CARD, "payment-1", THIRTY, TWENTY, ONE))
                    .when(reserve("payment-2", THIRTY))
                    .expectNoEvents()
                    .expectExceptionDetails(INSUFFICIENT_CREDIT);
        }

        @Test
        void in_another_currency_is_refused() {
            account.given(OPENED, GRANTED)
                    .when(reserve("payment-1", Money.parse("EUR 1")))
                    .expectNoEvents()
                    .expectExceptionDetails(ANOTHER_CURRENCY);
        }

        @Test
        void after_the_last_day_is_refused() {
            account.given(OPENED, GRANTED)
                    .when(new ReserveCredit(CARD, PURCHASE, THIRTY, EXPIRY, EXPIRY.plusSeconds(1)))
                    .expectNoEvents()
                    .expectExceptionDetails(CREDIT_EXPIRED);
        }

        @Test
        void another_amount_for_one_purchase_is_refused() {
            account.given(OPENED, GRANTED, RESERVED)
                    .when(reserve(PURCHASE, THIRTY))
                    .expectNoEvents()
                    .expectExceptionDetails(RESERVED_ANOTHER_AMOUNT);
        }

        @Test
        void is_over_when_its_time_has_run_out() {
            account.given(OPENED, GRANTED)
                    .andGivenCommands(reserve(PURCHASE, THIRTY))
                    .whenTimeElapses(Duration.ofHours(1))
                    .expectEvents(new CreditReleased(CARD, PURCHASE, THIRTY, FIFTY));
        }

        @Test
        void is_spent_once_when_its_time_runs_out_after_the_purchase() {
            account.given(OPENED, GRANTED)
                    .andGivenCommands(reserve(PURCHASE, THIRTY), new ConfirmCredit(CARD, PURCHASE))
                    .whenTimeElapses(Duration.ofHours(1))
                    .expectNoEvents();
        }

        private ReserveCredit reserve(String purchase, Money amount) {
            return new ReserveCredit(CARD, purchase, amount, NOON, ONE);
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    states(),
                    commandsByName(
                            GRANT,
                            new ReserveCredit(CARD, PURCHASE, FIFTY, NOON, ONE),
                            new ConfirmCredit(CARD, PURCHASE),
                            new ReleaseCredit(CARD, PURCHASE),
                            new BlockCredit(CARD, "lost"),
                            new UnblockCredit(CARD),
                            new ReadCredit(CARD)),
                    CreditAccountTest::stateOf);

    private static Map<String, List<?>> states() {
        var states = new LinkedHashMap<String, List<?>>();
        states.put("missing", List.of());
        states.put("open", List.of(OPENED, GRANTED));
        states.put("reserved", List.of(OPENED, GRANTED, RESERVED));
        states.put("spent", List.of(OPENED, GRANTED, RESERVED, SPENT));
        states.put("blocked", List.of(OPENED, GRANTED, BLOCKED));
        return states;
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(CreditCommand.class, Set.of(), TABLE);
    }

    @Test
    void does_what_the_table_says() {
        TABLE.check(
                () -> new AggregateTestFixture<>(CreditAccount.class), "credit", "Credit account");
    }

    private static String stateOf(List<?> events) {
        return switch ((CreditEvent) events.getLast()) {
            case CreditAccountOpened _, CreditGranted _, CreditReleased _, CreditUnblocked _ ->
                    "open";
            case CreditReserved _ -> "reserved";
            case CreditSpent _ -> "spent";
            case CreditBlocked _ -> "blocked";
        };
    }

    private static Map<String, Object> commandsByName(CreditCommand... commands) {
        return Stream.of(commands)
                .collect(
                        Collectors.toMap(
                                command -> command.getClass().getSimpleName(),
                                Function.identity()));
    }
}
