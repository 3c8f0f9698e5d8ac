package io.cartulary.command.payment.provider.cash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.ProviderContract;
import io.cartulary.command.payment.provider.ShopWithProviders;
import io.cartulary.events.payment.RefundId;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CashOnDeliveryTest extends ShopWithProviders implements ProviderContract {

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
        request("cash-on-delivery", TWELVE_POUNDS, "cash");
        awaitEvents("PaymentRequested", "PaymentAuthorised");
        var brought = "/admin/payments/%s/captures".formatted(payment);
        assertThat(staff("POST", brought).statusCode()).isEqualTo(202);
    }

    @Override
    public String[] eventsOfPaid() {
        return new String[] {
            "PaymentRequested",
            "PaymentAuthorised",
            "CaptureRequested",
            "PaymentCaptured",
            "PaymentSettled"
        };
    }

    @Override
    public void acceptRefund() {
        // No one is asked: staff hand it over.
    }

    @Override
    public void finishRefund(RefundId refund) {
        assertThat(awaitEffect("PARKED").at("/error").asString()).startsWith("paid_out_by_hand");
        var handedOver = "/admin/payments/%s/refunds/%s/settlement".formatted(payment, refund);
        assertThat(staff("POST", handedOver).statusCode()).isEqualTo(204);
    }

    @Test
    void that_is_no_longer_wanted_is_void() {
        request("cash-on-delivery", TWELVE_POUNDS, "cash");
        awaitEvents("PaymentRequested", "PaymentAuthorised");
        commands.sendAndWait(new CancelPayment(payment));
        awaitEvents("PaymentRequested", "PaymentAuthorised", "PaymentCancelled", "PaymentVoided");
    }
}
