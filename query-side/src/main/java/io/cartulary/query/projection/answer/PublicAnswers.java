package io.cartulary.query.projection.answer;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.web.ApiHeaders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/// Answers that are the same for everyone. They are kept for a moment as the JSON they are sent as,
/// and of all who ask the same at the same time one reads and the others wait for what it finds. A
/// reader who names a position gets an answer of their own, which no one keeps.
///
/// A browser keeps an answer too, and asks each time whether it is still good; the gateway keeps it
/// for a moment more. What a shopper sees is therefore older than the read model by these two
/// moments at most.
@Component
public class PublicAnswers {

    private static final Duration MOMENT = Duration.ofMillis(200);

    /// The least that `Cache-Control` can say; the gateway keeps an answer for less.
    private static final Duration FOR_SHARED_CACHES = Duration.ofSeconds(1);

    private static final Duration KEPT_AT_MOST = Duration.ofSeconds(30);
    private static final int MAXIMUM_BYTES = 32 << 20;

    /// Of a question and what surrounds its answer.
    private static final int OVERHEAD_BYTES = 1024;

    private final AsyncCache<Object, Outcome> answers =
            Caffeine.newBuilder()
                    .maximumWeight(MAXIMUM_BYTES)
                    .weigher((Object _, Outcome outcome) -> outcome.bytes())
                    .expireAfterWrite(KEPT_AT_MOST)
                    .recordStats()
                    .buildAsync();
    private final JsonMapper json;
    private final Counter reads;

    PublicAnswers(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        CaffeineCacheMetrics.monitor(meters, answers, "public-answers");
        this.reads =
                Counter.builder("cartulary.public.answers.read")
                        .description("Public answers that were read and not kept ones")
                        .register(meters);
    }

    /// What there is to answer.
    ///
    /// @param eTag without one it is made of the body
    /// @param movedTo the address that what was asked for has now
    public record Content(@Nullable Object body, @Nullable String eTag, @Nullable URI movedTo) {

        public static Content of(Object body) {
            return new Content(body, null, null);
        }

        public static Content of(Object body, String eTag) {
            return new Content(body, eTag, null);
        }

        public static Content movedTo(URI address) {
            return new Content(null, null, address);
        }
    }

    /// @param position that the request named, if it did
    /// @param question equal ones have the same answer
    public ResponseEntity<byte[]> answer(
            @Nullable String position, Object question, Supplier<Content> read) {
        return position == null
                ? answer(question, askedAt -> System.nanoTime() - askedAt < MOMENT.toNanos(), read)
                : own(read);
    }

    /// @param isGood whether an answer that was asked for at a [System#nanoTime] still is
    public ResponseEntity<byte[]> answer(
            Object question, LongPredicate isGood, Supplier<Content> read) {
        while (true) {
            var mine = new CompletableFuture<Outcome>();
            var known = answers.get(question, (_, _) -> mine);
            if (known == mine) {
                return send(read(read, mine), forEveryone());
            }
            var isAwaited = !known.isDone();
            var outcome = known.join();
            if (isAwaited || outcome.isGood(isGood)) {
                return send(outcome.get(), forEveryone());
            }
            answers.asMap().remove(question, known);
        }
    }

    /// A new answer for someone who knows of a change; it is no one else's.
    public ResponseEntity<byte[]> own(Supplier<Content> read) {
        return send(read(read), CacheControl.noStore());
    }

    private Answer read(Supplier<Content> read, CompletableFuture<Outcome> awaited) {
        var outcome = new Outcome(null, new IllegalStateException("The answer was not read"));
        try {
            outcome = new Outcome(read(read), null);
        } catch (RuntimeException e) {
            outcome = new Outcome(null, e);
        } finally {
            awaited.complete(outcome);
        }
        return outcome.get();
    }

    private Answer read(Supplier<Content> read) {
        var askedAt = System.nanoTime();
        reads.increment();
        var content = read.get();
        if (content.movedTo() != null) {
            return new Answer(new byte[0], null, content.movedTo(), askedAt);
        }
        var bytes = json.writeValueAsBytes(content.body());
        var eTag =
                content.eTag() == null
                        ? '"' + DigestUtils.md5DigestAsHex(bytes) + '"'
                        : content.eTag();
        return new Answer(bytes, eTag, null, askedAt);
    }

    /// Spring answers 304 itself when the ETag is the one the client has.
    private static ResponseEntity<byte[]> send(Answer answer, CacheControl caching) {
        var moved = answer.movedTo() != null;
        var response =
                ResponseEntity.status(moved ? HttpStatus.PERMANENT_REDIRECT : HttpStatus.OK)
                        .varyBy(ApiHeaders.POSITION)
                        .cacheControl(caching);
        return moved
                ? response.location(answer.movedTo()).build()
                : response.contentType(MediaType.APPLICATION_JSON)
                        .eTag(answer.eTag())
                        .body(answer.json());
    }

    private static CacheControl forEveryone() {
        return CacheControl.maxAge(Duration.ZERO).sMaxAge(FOR_SHARED_CACHES).cachePublic();
    }

    /// @param askedAt [System#nanoTime] before it was read
    private record Answer(
            byte[] json, @Nullable String eTag, @Nullable URI movedTo, long askedAt) {}

    /// What came of reading an answer. A failure is for those who waited for it, and is not kept.
    private record Outcome(@Nullable Answer answer, @Nullable RuntimeException failure) {

        int bytes() {
            return answer == null ? 0 : answer.json().length + OVERHEAD_BYTES;
        }

        boolean isGood(LongPredicate asked) {
            return answer != null && asked.test(answer.askedAt());
        }

        Answer get() {
            if (failure != null) {
                throw failure;
            }
            return answer;
        }
    }
}
