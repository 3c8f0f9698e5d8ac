package io.cartulary.command.payment.provider.mpesa;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.provider.AccessTokens;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.ProviderHttp;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// M-Pesa's Daraja: a push (STK) asks for the shopper's PIN on their phone.
///
/// Daraja knows no idempotency key and its callbacks are not signed. So a push whose answer was
/// lost is never sent again; each payment is called back at an address of its own that no one can
/// guess; and a call back only makes us ask Daraja for the push's status. The shopper's phone
/// number is sealed for them.
@Component
@ConditionalOnProperty(DarajaSettings.CONSUMER_KEY)
class DarajaPayments implements PaymentProvider {

    static final String NAME = "mpesa";

    private static final Pattern PHONE = Pattern.compile("(?:\\+?254|0)([17]\\d{8})");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Africa/Nairobi"));
    private static final String SHILLINGS = "KES";
    private static final int LONGEST_REFERENCE = 12;

    private final RestClient http;
    private final AccessTokens tokens;
    private final DarajaSettings settings;
    private final PersonalDataCipher cipher;
    private final JsonMapper json;
    private final InstantSource clock;
    private final DarajaCallbackAddress addresses;

    DarajaPayments(
            DarajaSettings settings,
            PersonalDataCipher cipher,
            JsonMapper json,
            InstantSource clock) {
        this.settings = settings;
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
        this.addresses = new DarajaCallbackAddress(settings);
        this.http =
                ProviderHttp.client(settings.connectWithin(), settings.answerWithin())
                        .baseUrl(settings.url().toString())
                        .build();
        this.tokens = new AccessTokens(this::requestToken, clock);
    }

    private AccessTokens.Answer requestToken() {
        return http.get()
                .uri("/oauth/v1/generate?grant_type=client_credentials")
                .headers(headers ->
                        headers.setBasicAuth(settings.consumerKey(), settings.consumerSecret()))
                .retrieve()
                .body(AccessTokens.Answer.class);
    }

    private record Push(
            @JsonProperty("BusinessShortCode") String shortCode,
            @JsonProperty("Password") String password,
            @JsonProperty("Timestamp") String timestamp,
            @JsonProperty("TransactionType") String transactionType,
            @JsonProperty("Amount") long amount,
            @JsonProperty("PartyA") String payer,
            @JsonProperty("PartyB") String payee,
            @JsonProperty("PhoneNumber") String phone,
            @JsonProperty("CallBackURL") String callbackUrl,
            @JsonProperty("AccountReference") String account,
            @JsonProperty("TransactionDesc") String description) {}

    private record PushQuery(
            @JsonProperty("BusinessShortCode") String shortCode,
            @JsonProperty("Password") String password,
            @JsonProperty("Timestamp") String timestamp,
            @JsonProperty("CheckoutRequestID") String checkoutRequestId) {}

    /// `RecieverIdentifierType` is misspelt by Daraja; 11 means a short code.
    private record Reversal(
            @JsonProperty("Initiator") String initiator,
            @JsonProperty("SecurityCredential") String securityCredential,
            @JsonProperty("CommandID") String command,
            @JsonProperty("TransactionID") String receipt,
            @JsonProperty("Amount") long amount,
            @JsonProperty("ReceiverParty") String payee,
            @JsonProperty("RecieverIdentifierType") String payeeType,
            @JsonProperty("ResultURL") String resultUrl,
            @JsonProperty("QueueTimeOutURL") String timeOutUrl,
            @JsonProperty("Remarks") String remarks,
            @JsonProperty("Occasion") String occasion) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EffectGuarantee guarantee() {
        return EffectGuarantee.FOUND_BY_QUERY;
    }

    @Override
    public String tokenToKeep(CustomerId shopper, String token) {
        var phone = PHONE.matcher(token.replace(" ", ""));
        if (!phone.matches()) {
            throw new InvalidValue(
                    "not a Kenyan mobile number, for example 0712345678: the token of M-Pesa");
        }
        return cipher.seal(shopper.value(), "254" + phone.group(1));
    }

    @Override
    public Charge charge(NewCharge charge, EffectAttempt attempt) {
        if (attempt.inDoubt()) {
            CurrentPayment payment = attempt.send(new ReadPayment(charge.paymentId()));
            return find(payment)
                    .orElseThrow(() ->
                            EffectFailed.undecidable(
                                    "Daraja's answer to the push was lost; its call back will say"));
        }
        var phone =
                cipher.open(charge.token())
                        .orElseThrow(() ->
                                EffectFailed.refused(
                                        "phone_erased", "The phone number was erased", null));
        var timestamp = TIMESTAMP.format(clock.instant());
        var answer =
                post(
                        "/mpesa/stkpush/v1/processrequest",
                        new Push(
                                settings.shortCode(),
                                password(timestamp),
                                timestamp,
                                settings.transactionType(),
                                shillings(charge.amount()),
                                phone,
                                settings.shortCode(),
                                phone,
                                addresses.of(charge.paymentId()),
                                accountReference(charge.paymentId()),
                                "Order"));
        requireAccepted(answer);
        return new Charge(answer.path("CheckoutRequestID").asString(), null, Status.PENDING);
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        return payment.providerReference() == null
                ? Optional.empty()
                : Optional.of(find(payment, payment.providerReference()));
    }

    /// Where a push stands. Daraja does not report the amount: it is the one that was asked for.
    Charge find(CurrentPayment payment, String checkoutRequestId) {
        var timestamp = TIMESTAMP.format(clock.instant());
        try {
            var answer =
                    post(
                            "/mpesa/stkpushquery/v1/query",
                            new PushQuery(
                                    settings.shortCode(),
                                    password(timestamp),
                                    timestamp,
                                    checkoutRequestId));
            return switch (answer.path("ResultCode").asString("")) {
                case "0" -> new Charge(checkoutRequestId, payment.amount(), Status.SETTLED);
                case "", "4999" -> new Charge(checkoutRequestId, null, Status.PENDING);
                default -> new Charge(checkoutRequestId, null, Status.DECLINED);
            };
        } catch (EffectFailed failure) {
            if (String.valueOf(failure.getMessage()).contains("being processed")) {
                return new Charge(checkoutRequestId, null, Status.PENDING);
            }
            throw failure;
        }
    }

    /// A push cannot be called back: it ends by itself within a minute or so.
    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        return find(payment)
                .orElseGet(() -> new Charge(payment.paymentId().value(), null, Status.VOIDED));
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        if (attempt.inDoubt()) {
            throw EffectFailed.undecidable(
                    "Daraja's answer to the reversal was lost; its call back will say");
        }
        if (payment.receipt() == null
                || settings.initiator() == null
                || settings.securityCredential() == null) {
            throw EffectFailed.refused(
                    "cannot_reverse",
                    "The receipt is not known, or no one is configured who may reverse",
                    null);
        }
        var address = addresses.ofReversal(payment.paymentId(), refundId);
        var answer =
                post(
                        "/mpesa/reversal/v1/request",
                        new Reversal(
                                settings.initiator(),
                                settings.securityCredential(),
                                "TransactionReversal",
                                payment.receipt(),
                                shillings(amount),
                                settings.shortCode(),
                                "11",
                                address,
                                address,
                                "Refund",
                                accountReference(payment.paymentId())));
        requireAccepted(answer);
        return RefundProgress.PENDING;
    }

    private static void requireAccepted(JsonNode answer) {
        var code = answer.path("ResponseCode").asString("");
        if (!code.equals("0")) {
            throw EffectFailed.refused(
                    "response_" + code,
                    answer.path("ResponseDescription").asString("Daraja did not accept it"),
                    null);
        }
    }

    private String password(String timestamp) {
        return Base64.getEncoder()
                .encodeToString(
                        (settings.shortCode() + settings.passkey() + timestamp)
                                .getBytes(StandardCharsets.UTF_8));
    }

    /// What the shopper sees, of at most 12 characters: the end of our own name.
    private static String accountReference(PaymentId paymentId) {
        var name = paymentId.value().replace("-", "");
        return name.substring(Math.max(0, name.length() - LONGEST_REFERENCE));
    }

    private static long shillings(Money money) {
        if (!money.getCurrencyUnit().getCode().equals(SHILLINGS)
                || money.getAmount().stripTrailingZeros().scale() > 0) {
            throw EffectFailed.refused(
                    "whole_shillings", "M-Pesa moves whole Kenyan shillings only", null);
        }
        return money.getAmount().longValueExact();
    }

    private JsonNode post(String path, Object body) {
        var authorization = tokens.header();
        try {
            return ProviderHttp.ask(asJson(path, body, authorization));
        } catch (HttpClientErrorException refusal) {
            throw explained(refusal);
        } catch (EffectFailed failure) {
            if (failure.getCause() instanceof RestClientResponseException fault) {
                throw explained(fault, failure);
            }
            throw failure;
        }
    }

    private Supplier<JsonNode> asJson(String path, Object body, String authorization) {
        return () -> {
            var answer =
                    http.post()
                            .uri(path)
                            .header(HttpHeaders.AUTHORIZATION, authorization)
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(body)
                            .retrieve()
                            .body(JsonNode.class);
            if (answer == null) {
                throw EffectFailed.unknown("Daraja answered without a body", null);
            }
            return answer;
        };
    }

    private EffectFailed explained(HttpClientErrorException refusal) {
        var error = errorOf(refusal);
        var code = error == null ? "" : error.path("errorCode").asString("");
        if (code.equals("404.001.03") || code.equals("400.003.01")) {
            tokens.forget();
            return EffectFailed.later("Daraja does not take the access token", null, refusal);
        }
        return EffectFailed.refused(
                code.isEmpty() ? refusal.getStatusCode().toString() : code,
                error == null
                        ? String.valueOf(refusal.getMessage())
                        : error.path("errorMessage").asString(code),
                refusal);
    }

    /// A fault that Daraja itself words with a code happened before anything was sent to a phone;
    /// one of the network in between may have happened after.
    private EffectFailed explained(RestClientResponseException fault, EffectFailed otherwise) {
        var error = errorOf(fault);
        var code = error == null ? "" : error.path("errorCode").asString("");
        if (fault.getStatusCode().value() == 401) {
            tokens.forget();
        }
        return code.startsWith("500.001.") || code.startsWith("500.003.")
                ? EffectFailed.later(error.path("errorMessage").asString(code), null, fault)
                : otherwise;
    }

    private @Nullable JsonNode errorOf(RestClientResponseException fault) {
        try {
            var body = fault.getResponseBodyAsString(StandardCharsets.UTF_8);
            return body.startsWith("{") ? json.readTree(body) : null;
        } catch (JacksonException _) {
            return null;
        }
    }
}
