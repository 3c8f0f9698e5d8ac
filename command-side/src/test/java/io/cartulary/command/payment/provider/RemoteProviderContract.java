package io.cartulary.command.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.payment.RefundId;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a provider does for the shop that is asked over HTTP and says later how something ended.
public interface RemoteProviderContract extends ProviderContract {

    /// Asks for the money; the provider answers, and leaves open whether it comes.
    void open();

    /// Asks for the money; the provider answers as [#open] does after it asked to slow down.
    void openWithDelay();

    /// Lets the provider say of what is open that it ended without money.
    void letGo();

    /// Lets the provider say, when asked, that it took what was open.
    void takeUnheard();

    /// Asks for the money and loses an answer of the provider. Verifies what was sent.
    void payWithLostAnswer();

    /// Answers to messages that somebody else sends as the provider's.
    List<HttpResponse<String>> forge();

    /// Lets the provider take a refund and leave open how it ends.
    void deferRefund();

    void sayThatRefundSettled(RefundId refund);

    void sayThatRefundFailed(RefundId refund);

    /// Lets the provider make a refund whose answer is lost.
    void loseAnswerToRefund(RefundId refund);

    /// What happens until the shop knows that the refund was made.
    void findRefund(RefundId refund);

    RequestPatternBuilder refundRequests();

    @Test
    default void being_asked_to_slow_down_only_delays() {
        openWithDelay();
        shop().awaitEvents("PaymentRequested", "PaymentStarted");
    }

    @Test
    default void a_charge_whose_answer_was_lost_is_made_once() {
        payWithLostAnswer();

        await().atMost(ShopWithProviders.SOON)
                .untilAsserted(
                        () -> assertThat(shop().events()).containsOnlyOnce("PaymentSettled"));
        assertThat(shop().summary().captured()).isEqualTo(price());
    }

    @Test
    default void a_payment_that_is_no_longer_wanted_ends_without_money() {
        open();
        letGo();
        shop().commands.sendAndWait(new CancelPayment(shop().payment));

        shop().awaitEvents(
                        "PaymentRequested", "PaymentStarted", "PaymentCancelled", "PaymentVoided");
    }

    @Test
    default void messages_that_are_not_the_providers_are_refused() {
        open();

        assertThat(forge())
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(401, 404));
        assertThat(shop().events()).containsExactly("PaymentRequested", "PaymentStarted");
    }

    @Test
    default void reconciliation_finds_what_no_message_said() {
        open();
        takeUnheard();
        var report =
                shop().staff("POST", "/admin/payments/%s/reconciliation".formatted(shop().payment));

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(shop().events())
                .containsExactly("PaymentRequested", "PaymentStarted", "PaymentSettled");
    }

    @Test
    default void a_refund_that_takes_its_time_ends_by_a_message() {
        var refund = deferredRefund();
        sayThatRefundSettled(refund);
        sayThatRefundSettled(refund);

        assertThat(shop().events()).endsWith("RefundRequested", "RefundSettled");
    }

    @Test
    default void a_refund_that_fails_later_is_parked() {
        sayThatRefundFailed(deferredRefund());

        shop().awaitLast("RefundRefused");
        assertThat(shop().awaitEffect("PARKED").at("/kind").asString()).isEqualTo("payment-refund");
    }

    @Test
    default void a_refund_whose_answer_was_lost_goes_back_once() {
        pay();
        shop().awaitEvents(eventsOfPaid());
        var refund = RefundId.next();
        loseAnswerToRefund(refund);
        shop().requestRefund(refund, back());
        findRefund(refund);

        shop().awaitLast("RefundSettled");
        shop().awaitEffect("DONE");
        ShopWithProviders.PROVIDER.verify(1, refundRequests());
    }

    private RefundId deferredRefund() {
        pay();
        shop().awaitEvents(eventsOfPaid());
        deferRefund();
        var refund = shop().requestRefund(back());
        shop().awaitLast("RefundRequested");
        await().atMost(ShopWithProviders.SOON)
                .until(
                        () -> shop().effects().getFirst(),
                        latest ->
                                latest.at("/kind").asString().equals("payment-refund")
                                        && latest.at("/state").asString().equals("DONE"));
        return refund;
    }
}
