package io.cartulary.command.payment.provider.paypal;

import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.payment.provider.AccessTokens;
import io.cartulary.command.payment.provider.ProviderHttp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// PayPal over HTTP, with a token of its own that is asked for when it is needed.
@Component
@ConditionalOnProperty(PayPalSettings.CLIENT_ID)
class PayPalClient {

    private static final String REQUEST_ID = "PayPal-Request-Id";

    private final RestClient http;
    private final AccessTokens tokens;
    private final PayPalSettings settings;

    PayPalClient(PayPalSettings settings, InstantSource clock) {
        this.settings = settings;
        this.http =
                ProviderHttp.client(settings.connectWithin(), settings.answerWithin())
                        .baseUrl(settings.url().toString())
                        .build();
        this.tokens = new AccessTokens(this::requestToken, clock);
    }

    private AccessTokens.Answer requestToken() {
        return http.post()
                .uri("/v1/oauth2/token")
                .headers(headers ->
                        headers.setBasicAuth(settings.clientId(), settings.clientSecret()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("grant_type=client_credentials")
                .retrieve()
                .body(AccessTokens.Answer.class);
    }

    Optional<PayPalOrder> order(@Nullable String orderId) {
        if (orderId == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PayPalOrder(
                            call(authorization ->
                                    http.get()
                                            .uri("/v2/checkout/orders/{id}", orderId)
                                            .header(HttpHeaders.AUTHORIZATION, authorization)
                                            .retrieve()
                                            .body(JsonNode.class))));
        } catch (HttpClientErrorException.NotFound _) {
            return Optional.empty();
        } catch (HttpClientErrorException refusal) {
            throw refused(refusal);
        }
    }

    /// @param key under which PayPal does it once
    JsonNode post(String path, String key, Map<String, ?> body) {
        try {
            return call(authorization ->
                    http.post()
                            .uri(path)
                            .header(HttpHeaders.AUTHORIZATION, authorization)
                            .header(REQUEST_ID, key)
                            .header("Prefer", "return=representation")
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(body)
                            .retrieve()
                            .body(JsonNode.class));
        } catch (HttpClientErrorException refusal) {
            throw refused(refusal);
        }
    }

    /// @param body JSON, which is passed on as it is
    JsonNode post(String path, String body) {
        return call(authorization ->
                http.post()
                        .uri(path)
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .retrieve()
                        .body(JsonNode.class));
    }

    private JsonNode call(Function<String, @Nullable JsonNode> request) {
        var authorization = tokens.header();
        try {
            var answer = ProviderHttp.ask(() -> request.apply(authorization));
            if (answer == null) {
                throw EffectFailed.unknown("PayPal answered without a body", null);
            }
            return answer;
        } catch (EffectFailed failure) {
            if (failure.getCause() instanceof HttpClientErrorException.Unauthorized) {
                tokens.forget();
            }
            throw failure;
        }
    }

    /// PayPal's errors name their issue in `details`; validation errors only have a name.
    private static EffectFailed refused(HttpClientErrorException refusal) {
        var body = refusal.getResponseBodyAs(JsonNode.class);
        if (body == null) {
            return EffectFailed.refused(
                    refusal.getStatusCode().toString(),
                    String.valueOf(refusal.getMessage()),
                    refusal);
        }
        var issue = body.at("/details/0/issue").asString(body.path("name").asString("REFUSED"));
        var sentence =
                body.at("/details/0/description").asString(body.path("message").asString(issue));
        return EffectFailed.refused(issue, sentence, refusal);
    }
}
