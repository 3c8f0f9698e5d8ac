package io.cartulary.command.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.payment.PaymentState;
import io.cartulary.events.payment.RefundId;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What every provider does for the shop. Its test says how it does it.
public interface ProviderContract {

    ShopWithProviders shop();

    /// What the payment costs.
    Money price();

    /// How much of it goes back.
    Money back();

    /// Asks for the money and lets the provider take it. What it says it says twice.
    void pay();

    /// What is recorded when it took the money.
    String[] eventsOfPaid();

    /// Lets the provider give money back when it is asked.
    void acceptRefund();

    /// What has to happen after it was asked until the money went back.
    default void finishRefund(RefundId refund) {}

    @Test
    default void takes_the_money_once() {
        pay();

        shop().awaitEvents(eventsOfPaid());
        assertThat(shop().summary().status()).isEqualTo(PaymentState.SETTLED);
        assertThat(shop().summary().captured()).isEqualTo(price());
    }

    @Test
    default void gives_money_back() {
        pay();
        shop().awaitEvents(eventsOfPaid());
        acceptRefund();
        finishRefund(shop().requestRefund(back()));

        shop().awaitLast("RefundSettled");
        shop().awaitEffect("DONE");
        assertThat(shop().summary().outstanding()).isEqualTo(price().minus(back()));
    }
}
