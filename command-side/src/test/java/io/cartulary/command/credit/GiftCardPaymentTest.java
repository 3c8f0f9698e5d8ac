package io.cartulary.command.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.ProviderContract;
import io.cartulary.command.payment.provider.ShopWithProviders;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GiftCardPaymentTest extends ShopWithProviders implements ProviderContract {

    private final CreditAccountId card = CreditAccountId.ofGiftCard("CARD" + payment);

    @BeforeEach
    void is_issued() {
        commands.sendAndWait(
                new GrantCredit(
                        card,
                        new CreditCommand.Opening(CreditEvent.Kind.GIFT_CARD, null, "ABCD", null),
                        "grant-1",
                        CreditEvent.GrantReason.SOLD,
                        TWELVE_POUNDS));
    }

    @Override
    public Money price() {
        return TWELVE_POUNDS;
    }

    @Override
    public Money back() {
        return TWELVE_POUNDS;
    }

    @Override
    public void pay() {
        request("gift-card", TWELVE_POUNDS, card.value());
        awaitEvents(eventsOfPaid());
    }

    @Override
    public String[] eventsOfPaid() {
        return new String[] {"PaymentRequested", "PaymentStarted", "PaymentSettled"};
    }

    @Override
    public void acceptRefund() {
        // It goes back onto the card.
    }

    @Test
    void whose_money_was_spent_before_the_payment_knew_is_found_by_the_void() {
        keep();
        commands.sendAndWait(new ConfirmCredit(card, payment.value()));

        var end = giftCards().voidCharge(begun(), attempt());
        assertThat(end.status()).isEqualTo(PaymentProvider.Status.SETTLED);
        assertThat(end.amount()).isEqualTo(TWELVE_POUNDS);
    }

    @Test
    void whose_money_is_only_kept_is_free_after_the_void() {
        keep();

        assertThat(giftCards().voidCharge(begun(), attempt()).status())
                .isEqualTo(PaymentProvider.Status.VOIDED);
        CreditSummary after = commands.sendAndWait(new ReadCredit(card));
        assertThat(after.available()).isEqualTo(TWELVE_POUNDS);
    }

    @Test
    void is_known_before_anything_is_taken() {
        pay();
        assertThat(summary().providerReference()).isEqualTo(card.value());
    }

    @Test
    void that_is_blocked_gets_nothing_back_until_staff_unblock_it() {
        pay();
        commands.sendAndWait(new BlockCredit(card, "lost"));
        commands.sendAndWait(
                new RequestRefund(payment, RefundId.next(), TWELVE_POUNDS, RefundReason.GOODWILL));
        awaitLast("RefundRefused");
        var parked = awaitEffect("PARKED");
        assertThat(parked.at("/error").asString()).startsWith("credit_blocked");

        commands.sendAndWait(new UnblockCredit(card));
        staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
        awaitLast("RefundSettled");
    }

    private void keep() {
        var now = Instant.now();
        commands.sendAndWait(
                new ReserveCredit(card, payment.value(), TWELVE_POUNDS, now, now.plusSeconds(600)));
    }

    private PaymentProvider giftCards() {
        return providers.named("gift-card");
    }

    /// Of which only the account is known.
    private CurrentPayment begun() {
        var nothing = Money.zero(TWELVE_POUNDS.getCurrencyUnit());
        return new CurrentPayment(
                payment,
                order,
                "gift-card",
                card.value(),
                null,
                null,
                PaymentState.CANCELLED,
                TWELVE_POUNDS,
                nothing,
                nothing,
                nothing,
                nothing,
                nothing,
                List.of(),
                Map.of(),
                0);
    }
}
