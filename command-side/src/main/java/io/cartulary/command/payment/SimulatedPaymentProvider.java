package io.cartulary.command.payment;

import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
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

    /// Answers that blame us or the moment, never the shopper's means of payment.
    private static final Set<HttpStatus> NOT_THE_SHOPPER =
            EnumSet.of(
                    HttpStatus.UNAUTHORIZED,
                    HttpStatus.FORBIDDEN,
                    HttpStatus.REQUEST_TIMEOUT,
                    HttpStatus.TOO_MANY_REQUESTS);

    private final RestClient http;
    private final URI callbackUrl;

    SimulatedPaymentProvider(SimulatedPaymentSettings settings) {
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectWithin())
                        .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.answerWithin());
        this.http =
                RestClient.builder()
                        .requestFactory(requests)
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
    public Charge charge(PaymentId paymentId, Money amount, String token) {
        try {
            return http.post()
                    .header(IDEMPOTENCY_KEY, paymentId.value())
                    .body(
                            new ChargeRequest(
                                    paymentId.value(),
                                    amount.getAmountMinorLong(),
                                    amount.getCurrencyUnit().getCode(),
                                    token,
                                    callbackUrl.toString()))
                    .retrieve()
                    .body(Answer.class)
                    .charge();
        } catch (HttpClientErrorException refused) {
            if (NOT_THE_SHOPPER.contains(refused.getStatusCode())) {
                throw refused;
            }
            // A conflict may also mean that it was charged before, with another callback address.
            return find(paymentId)
                    .orElseGet(() -> new Charge(paymentId.value(), null, Status.DECLINED));
        }
    }

    @Override
    public Optional<Charge> find(PaymentId paymentId) {
        try {
            return Optional.of(
                    http.get()
                            .uri("/{reference}", paymentId)
                            .retrieve()
                            .body(Answer.class)
                            .charge());
        } catch (HttpClientErrorException.NotFound _) {
            return Optional.empty();
        }
    }

    @Override
    public Charge voidCharge(PaymentId paymentId) {
        return http.post()
                .uri("/{reference}/void", paymentId)
                .retrieve()
                .body(Answer.class)
                .charge();
    }

    @Override
    public void refund(PaymentId paymentId, RefundId refundId, Money amount) {
        http.post()
                .uri("/{reference}/refunds", paymentId)
                .header(IDEMPOTENCY_KEY, refundId.value())
                .body(new RefundRequest(amount.getAmountMinorLong()))
                .retrieve()
                .toBodilessEntity();
    }
}
