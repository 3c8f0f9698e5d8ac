package io.cartulary.query.collection;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cartulary.query.collection.CollectionQuery.*;
import io.cartulary.query.projection.answer.Questions;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// What is in the collections that shoppers see.
@Component
public class CollectionContents {

    private static final Duration KEPT = Duration.ofMillis(200);

    private final Questions questions;
    private final LoadingCache<String, ShownCollections> kept;

    CollectionContents(Questions questions) {
        this.questions = questions;
        this.kept = Caffeine.newBuilder().expireAfterWrite(KEPT).build(_ -> shown());
    }

    /// All of them, as they were a moment ago.
    public ShownCollections ofLate() {
        return kept.get(CollectionsProjection.NAME);
    }

    /// All of them, at the position that the request names, if it names one.
    public ShownCollections shown() {
        return questions.ask(new ListShownCollections(), ShownCollections.class);
    }

    /// Of a collection by its identifier or a slug that it has or had; 404 for one that shoppers do
    /// not see. It is at the position that the request names, if it names one.
    public CollectionContent of(String idOrSlug) {
        return questions.get(
                new FindContent(idOrSlug), CollectionContent.class, "collection " + idOrSlug);
    }
}
