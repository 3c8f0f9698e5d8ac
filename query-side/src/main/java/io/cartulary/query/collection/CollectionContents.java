package io.cartulary.query.collection;

import io.cartulary.query.collection.CollectionQuery.FindContent;
import io.cartulary.query.projection.answer.Questions;
import org.springframework.stereotype.Component;

/// What is in the collections that shoppers see.
@Component
public class CollectionContents {

    private final Questions questions;

    CollectionContents(Questions questions) {
        this.questions = questions;
    }

    /// Of a collection by its identifier or a slug that it has or had; 404 for one that shoppers do
    /// not see. It is at the position that the request names, if it names one.
    public CollectionContent of(String idOrSlug) {
        return questions.get(
                new FindContent(idOrSlug), CollectionContent.class, "collection " + idOrSlug);
    }
}
