package io.cartulary.query.search.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.search.LiveIndexes;
import io.cartulary.web.ApiHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/// Keeps answers of the product index as JSON, ready to be sent again, for as long as the index
/// stays as it is. While it changes an answer lives a second, as long as Elasticsearch itself takes
/// to show a change.
@Component
class SearchResponseCache {

    private static final int MAXIMUM_BYTES = 32 << 20;

    private static final Duration WHILE_INDEX_CHANGES = Duration.ofSeconds(1);

    /// Popularity alone does not count as a change: its order may be this old.
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /// How long after a write a search may still miss it: the refresh interval of the index, with
    /// room for a busy node.
    private static final Duration UNTIL_VISIBLE = Duration.ofSeconds(2);

    private final Cache<Key, Answer> answers =
            Caffeine.newBuilder()
                    .maximumWeight(MAXIMUM_BYTES)
                    .weigher((Key _, Answer answer) -> answer.json.length)
                    .expireAfterWrite(AT_MOST)
                    .recordStats()
                    .build();
    private final LiveIndexes indexes;
    private final JsonMapper json;

    SearchResponseCache(LiveIndexes indexes, JsonMapper json, MeterRegistry meters) {
        this.indexes = indexes;
        this.json = json;
        CaffeineCacheMetrics.monitor(meters, answers, "product-answers");
    }

    /// The kept answer to `question`, or a new one.
    ResponseEntity<byte[]> answer(Generation products, Object question, Supplier<?> search) {
        var key = new Key(products, question);
        var answer = answers.getIfPresent(key);
        if (answer == null || !isCurrent(answer, products)) {
            answer = compute(search);
            answers.put(key, answer);
        }
        return respond(answer, PublicAnswers.forEveryone());
    }

    /// A new answer for someone who knows of a change; it is no one else's.
    ResponseEntity<byte[]> freshAnswer(Supplier<?> search) {
        return respond(compute(search), CacheControl.noStore());
    }

    private Answer compute(Supplier<?> search) {
        var askedAt = System.nanoTime();
        var bytes = json.writeValueAsBytes(search.get());
        return new Answer(bytes, '"' + DigestUtils.md5DigestAsHex(bytes) + '"', askedAt);
    }

    private boolean isCurrent(Answer answer, Generation products) {
        var age = System.nanoTime() - answer.askedAt;
        return age < WHILE_INDEX_CHANGES.toNanos()
                || answer.askedAt - indexes.changedAt(products) > UNTIL_VISIBLE.toNanos();
    }

    private static ResponseEntity<byte[]> respond(Answer answer, CacheControl caching) {
        return ResponseEntity.ok()
                .varyBy(ApiHeaders.POSITION)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(caching)
                .eTag(answer.etag)
                .body(answer.json);
    }

    private record Key(Generation products, Object question) {}

    /// @param askedAt [System#nanoTime] before the search began
    private record Answer(byte[] json, String etag, long askedAt) {}
}
