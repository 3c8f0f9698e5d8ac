package io.cartulary.gateway;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.cartulary.web.limit.RateLimitHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Keeps answers to public reads of the catalogue for a moment, so that a run on one product costs
/// the nodes one request: of all who ask the same at the same time one is sent on and the others
/// wait for its answer. What is about one person or must be fresh never comes from here: requests
/// that say who asks (`Authorization`, `Cart-Token`) or what they have to see
/// (`Cartulary-Position`), and answers whose `Cache-Control` forbids it.
@Component
final class ResponseCache implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Pattern CATALOGUE =
            Pattern.compile(
                    "/api/v1/(products|categories|brands|collections|attributes|attribute-sets|search"
                            + "|recommendations/popular)(/.*)?");
    private static final List<String> PERSONAL =
            List.of(
                    HttpHeaders.AUTHORIZATION,
                    "Cart-Token",
                    "Cartulary-Position",
                    HttpHeaders.COOKIE,
                    HttpHeaders.RANGE);

    /// What is said for shared caches goes before what is said for all.
    private static final List<Pattern> LIFETIMES =
            List.of(
                    Pattern.compile("s-maxage=\"?(\\d{1,9})"),
                    Pattern.compile("max-age=\"?(\\d{1,9})"));

    private static final int LONGEST_BODY = 512 * 1024;

    /// Whatever of a request may change the answer.
    private record Question(
            String uri,
            @Nullable String accept,
            @Nullable String language,
            @Nullable String encoding,
            @Nullable String origin) {

        static Question of(ServerRequest request) {
            HttpHeaders headers = request.headers().asHttpHeaders();
            String query = request.servletRequest().getQueryString();
            String path = request.servletRequest().getRequestURI();
            return new Question(
                    query == null ? path : path + "?" + query,
                    headers.getFirst(HttpHeaders.ACCEPT),
                    headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE),
                    headers.getFirst(HttpHeaders.ACCEPT_ENCODING),
                    headers.getFirst(HttpHeaders.ORIGIN));
        }
    }

    private record Kept(HttpHeaders headers, byte[] body, Instant at, Duration lifetime) {

        /// Of an answer that is only for who asked.
        static final Kept NOTHING =
                new Kept(HttpHeaders.EMPTY, new byte[0], Instant.EPOCH, Duration.ZERO);
    }

    private final AsyncCache<Question, Kept> answers;
    private final Duration longest;
    private final InstantSource clock;

    ResponseCache(GatewayProperties properties, MeterRegistry meters, InstantSource clock) {
        this.longest = properties.cache().longest();
        this.clock = clock;
        this.answers =
                Caffeine.newBuilder()
                        .maximumWeight(properties.cache().size().toBytes())
                        .weigher((Question question, Kept kept) -> kept.body().length + 2048)
                        .expireAfter(
                                Expiry.creating((Question question, Kept kept) -> kept.lifetime()))
                        .recordStats()
                        .buildAsync();
        CaffeineCacheMetrics.monitor(meters, answers, "gateway.responses");
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        if (!mayBeKept(request)) {
            return next.handle(request);
        }
        var mine = new CompletableFuture<Kept>();
        var known = answers.get(Question.of(request), (_, _) -> mine);
        if (known == mine) {
            return ask(request, next, mine);
        }
        Kept kept = known.join();
        return kept == Kept.NOTHING ? next.handle(request) : answer(request, kept);
    }

    private ServerResponse ask(
            ServerRequest request,
            HandlerFunction<ServerResponse> next,
            CompletableFuture<Kept> awaited)
            throws Exception {
        Kept kept = Kept.NOTHING;
        try {
            ServerResponse response = next.handle(request);
            Duration lifetime = lifetimeOf(response);
            if (lifetime.isPositive()) {
                kept = keep(lifetime, request, response);
            }
            return response;
        } finally {
            awaited.complete(kept);
        }
    }

    private static boolean mayBeKept(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        String control = headers.getFirst(HttpHeaders.CACHE_CONTROL);
        return request.method() == HttpMethod.GET
                && (control == null || !control.contains("no-"))
                && PERSONAL.stream().noneMatch(headers::containsHeader)
                && CATALOGUE.matcher(RequestPaths.of(request)).matches();
    }

    /// A node may shorten the life of its answer or forbid to keep it; if it says nothing, a moment
    /// is right.
    private Duration lifetimeOf(ServerResponse response) {
        HttpHeaders headers = response.headers();
        if (response.statusCode() != HttpStatus.OK
                || headers.containsHeader(HttpHeaders.SET_COOKIE)
                || headers.getVary().contains("*")) {
            return Duration.ZERO;
        }
        String control =
                String.join(",", headers.getOrEmpty(HttpHeaders.CACHE_CONTROL))
                        .toLowerCase(Locale.ROOT);
        if (control.contains("no-store")
                || control.contains("no-cache")
                || control.contains("private")) {
            return Duration.ZERO;
        }
        return LIFETIMES.stream()
                .map(lifetime -> lifetime.matcher(control))
                .filter(Matcher::find)
                .map(said -> Duration.ofSeconds(Long.parseLong(said.group(1))))
                .findFirst()
                .filter(said -> said.compareTo(longest) < 0)
                .orElse(longest);
    }

    private Kept keep(Duration lifetime, ServerRequest request, ServerResponse response)
            throws IOException {
        InputStream unread =
                MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR);
        if (unread == null) {
            return Kept.NOTHING;
        }
        Kept kept = Kept.NOTHING;
        byte[] body = unread.readNBytes(LONGEST_BODY + 1);
        InputStream again = new ByteArrayInputStream(body);
        if (body.length <= LONGEST_BODY) {
            var headers = HttpHeaders.copyOf(response.headers());
            headers.remove(RateLimitHeaders.POLICY); // of who asked first
            headers.remove(RateLimitHeaders.STATE);
            kept =
                    new Kept(
                            HttpHeaders.readOnlyHttpHeaders(headers),
                            body,
                            clock.instant(),
                            lifetime);
        } else {
            again = new SequenceInputStream(again, unread);
        }
        MvcUtils.putAttribute(request, MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR, again);
        return kept;
    }

    private ServerResponse answer(ServerRequest request, Kept kept) {
        long age = Duration.between(kept.at(), clock.instant()).toSeconds();
        String etag = kept.headers().getETag();
        if (etag != null) {
            var unchanged = request.checkNotModified(etag);
            if (unchanged.isPresent()) {
                return unchanged.get();
            }
        }
        return ServerResponse.ok()
                .headers(headers -> headers.putAll(kept.headers()))
                .header(HttpHeaders.AGE, Long.toString(Math.max(0, age)))
                .build((_, response) -> {
                    response.setContentLength(kept.body().length);
                    response.getOutputStream().write(kept.body());
                    return null;
                });
    }
}
