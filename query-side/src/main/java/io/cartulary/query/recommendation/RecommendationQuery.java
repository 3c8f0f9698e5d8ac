package io.cartulary.query.recommendation;

/// Everything one can ask about what people want.
public sealed interface RecommendationQuery {

    /// Products many are interested in at the moment, the most wanted first.
    ///
    /// @param language of their names, for example `en`
    record ListPopularProducts(int limit, String language) implements RecommendationQuery {}
}
