package io.cartulary.command.payment.provider.simulated;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.ProviderHttp;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/// The provider that comes with the shop: real HTTP, signed callbacks and a ledger of its own, but
/// no real money.
@Component
@ConditionalOnProperty(SimulatedPaymentSettings.URL)
class SimulatedPaymentProvider implements PaymentProvider {

    static final String NAME = "simulated";

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final RestClient http;
    private final URI callbackUrl;

    SimulatedPaymentProvider(SimulatedPaymentSettings settings) {
        this.http =
                ProviderHttp.client(settings.connectWithin(), settings.answerWithin())
                        .baseUrl(settings.url() + "/v1/charges")
                        .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.secret())
                        .build();
        this.callbackUrl = settings.callbackUrl();
    }

    /// @param amount in minor units of `currency`
    private record ChargeRequest(
            String reference, long amount, String currency, String token, String callbackUrl) {}

    private record RefundRequest(long amount) {}

    private record Answer(
            @Nullable String chargeId,
            String reference,
            String status,
            @Nullable Long amount,
            @Nullable String currency) {

        Charge charge() {
            return new Charge(
                    chargeId == null ? reference : chargeId,
                    amount == null ? null : Money.ofMinor(CurrencyUnit.of(currency), amount),
                    Status.valueOf(status.toUpperCase(Locale.ROOT)));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EffectGuarantee guarantee() {
        return EffectGuarantee.DEDUPLICATED_BY_KEY;
    }

    @Override
    public boolean knowsOurNames() {
        return true;
    }

    @Override
    public Charge charge(NewCharge charge, EffectAttempt attempt) {
        var paymentId = charge.paymentId();
        try {
            return ProviderHttp.ask(() ->
                            http.post()
                                    .header(IDEMPOTENCY_KEY, paymentId.value())
                                    .body(
                                            new ChargeRequest(
                                                    paymentId.value(),
                                                    charge.amount().getAmountMinorLong(),
                                                    charge.amount().getCurrencyUnit().getCode(),
                                                    charge.token(),
                                                    callbackUrl.toString()))
                                    .retrieve()
                                    .body(Answer.class))
                    .charge();
        } catch (HttpClientErrorException refused) {
            // A conflict may also mean that it was charged before, with another callback address.
            return find(paymentId)
                    .orElseGet(() -> new Charge(paymentId.value(), null, Status.DECLINED));
        }
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        return find(payment.paymentId());
    }

    private Optional<Charge> find(PaymentId paymentId) {
        try {
            return Optional.of(
                    ProviderHttp.ask(() ->
                                    http.get()
                                            .uri("/{reference}", paymentId)
                                            .retrieve()
                                            .body(Answer.class))
                            .charge());
        } catch (HttpClientErrorException.NotFound _) {
            return Optional.empty();
        }
    }

    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        try {
            return ProviderHttp.ask(() ->
                            http.post()
                                    .uri("/{reference}/void", payment.paymentId())
                                    .retrieve()
                                    .body(Answer.class))
                    .charge();
        } catch (HttpClientErrorException refused) {
            throw refused(refused);
        }
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        try {
            ProviderHttp.ask(() ->
                    http.post()
                            .uri("/{reference}/refunds", payment.paymentId())
                            .header(IDEMPOTENCY_KEY, attempt.key())
                            .body(new RefundRequest(amount.getAmountMinorLong()))
                            .retrieve()
                            .toBodilessEntity());
            return RefundProgress.SETTLED;
        } catch (HttpClientErrorException refused) {
            throw refused(refused);
        }
    }

    /// @param code why, in the provider's own word
    private record Refusal(@Nullable String code, @Nullable String detail) {}

    private static EffectFailed refused(HttpClientErrorException answer) {
        var refusal = answer.getResponseBodyAs(Refusal.class);
        return EffectFailed.refused(
                refusal == null || refusal.code() == null
                        ? answer.getStatusCode().toString()
                        : refusal.code(),
                refusal == null || refusal.detail() == null
                        ? String.valueOf(answer.getMessage())
                        : refusal.detail(),
                answer);
    }
}
