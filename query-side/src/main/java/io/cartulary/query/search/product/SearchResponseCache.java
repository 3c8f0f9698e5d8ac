package io.cartulary.query.search.product;

import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.search.LiveIndexes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Keeps answers of the product index for as long as the index stays as it is, and for a moment
/// while it changes.
@Component
class SearchResponseCache {

    private static final Duration WHILE_INDEX_CHANGES = Duration.ofMillis(200);

    /// Popularity alone does not count as a change: its order may be this old.
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /// How long after a write a search may still miss it: the refresh interval of the index, with
    /// room for a busy node.
    private static final Duration UNTIL_VISIBLE = Duration.ofSeconds(2);

    private final LiveIndexes indexes;
    private final PublicAnswers answers;

    SearchResponseCache(LiveIndexes indexes, PublicAnswers answers) {
        this.indexes = indexes;
        this.answers = answers;
    }

    /// The kept answer to `question`, or a new one.
    ResponseEntity<byte[]> answer(Generation products, Object question, Supplier<?> search) {
        return answers.answer(
                List.of(products, question),
                askedAt -> isCurrent(askedAt, products),
                () -> Content.of(search.get()));
    }

    /// A new answer for someone who knows of a change; it is no one else's.
    ResponseEntity<byte[]> freshAnswer(Supplier<?> search) {
        return answers.own(() -> Content.of(search.get()));
    }

    private boolean isCurrent(long askedAt, Generation products) {
        var age = System.nanoTime() - askedAt;
        return age < WHILE_INDEX_CHANGES.toNanos()
                || age < AT_MOST.toNanos()
                        && askedAt - indexes.changedAt(products) > UNTIL_VISIBLE.toNanos();
    }
}
