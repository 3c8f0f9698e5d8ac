package io.cartulary.command.payment.provider;

import io.cartulary.command.effect.EffectFailed;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/// Calls a provider over HTTP and says what is known when it does not answer as it should. A plain
/// refusal, which each provider words differently, stays an [HttpClientErrorException].
public final class ProviderHttp {

    /// Answers that blame our settings or the moment: nothing was done, and it will be once that is
    /// mended.
    private static final Set<Integer> NOT_NOW = Set.of(401, 403, 425, 429);

    private static final int REQUEST_TIMEOUT = 408;

    private ProviderHttp() {}

    public static RestClient.Builder client(Duration connectWithin, Duration answerWithin) {
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(connectWithin)
                                .build());
        requests.setReadTimeout(answerWithin);
        return RestClient.builder().requestFactory(requests);
    }

    /// @throws EffectFailed unless the provider answered, if only with a refusal
    public static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (HttpClientErrorException refusal) {
            var status = refusal.getStatusCode().value();
            if (NOT_NOW.contains(status)) {
                throw EffectFailed.later(sentence(refusal), retryAfter(refusal), refusal);
            }
            if (status == REQUEST_TIMEOUT) {
                throw EffectFailed.unknown(sentence(refusal), refusal);
            }
            throw refusal;
        } catch (RestClientResponseException fault) {
            throw EffectFailed.unknown(sentence(fault), fault);
        } catch (ResourceAccessException silence) {
            throw wasNeverSent(silence)
                    ? EffectFailed.later(sentence(silence), null, silence)
                    : EffectFailed.unknown(sentence(silence), silence);
        } catch (RestClientException unreadable) {
            throw EffectFailed.unknown(sentence(unreadable), unreadable);
        }
    }

    private static boolean wasNeverSent(ResourceAccessException silence) {
        for (Throwable cause = silence; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Duration retryAfter(RestClientResponseException refusal) {
        var headers = refusal.getResponseHeaders();
        var seconds = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds == null || !seconds.matches("\\d{1,5}")
                ? null
                : Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static String sentence(RestClientException failure) {
        return String.valueOf(failure.getMessage());
    }
}
