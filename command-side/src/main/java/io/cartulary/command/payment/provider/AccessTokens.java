package io.cartulary.command.payment.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.command.effect.EffectFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;

/// Keeps a provider's access token (OAuth 2, client credentials) until shortly before it runs out.
public final class AccessTokens {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Supplier<Answer> request;
    private final InstantSource clock;
    private @Nullable Token token;

    public AccessTokens(Supplier<Answer> request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
    }

    /// @param expiresIn seconds; providers write it as number or text
    public record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}

    private record Token(String value, Instant until) {}

    /// The value of an `Authorization` header.
    public synchronized String header() {
        var now = clock.instant();
        if (token == null || token.until().isBefore(now)) {
            try {
                var answer = ProviderHttp.ask(request);
                token =
                        new Token(
                                "Bearer " + answer.accessToken(),
                                now.plusSeconds(answer.expiresIn()).minus(MARGIN));
            } catch (EffectFailed | HttpClientErrorException failure) {
                // Whatever was to be asked was not: the token comes first.
                throw EffectFailed.later("No access token: " + failure.getMessage(), null, failure);
            }
        }
        return token.value();
    }

    /// The provider does not take it any more.
    public synchronized void forget() {
        token = null;
    }
}
