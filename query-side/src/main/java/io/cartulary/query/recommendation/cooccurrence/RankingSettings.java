package io.cartulary.query.recommendation.cooccurrence;

/// What counts how much. Chosen on the last but one item of every person of Amazon Beauty 5-core;
/// see `docs/recommendations.md`.
///
/// @param history how many of a person's latest items an event is counted with
/// @param distance a pair whose items are `g` places apart weighs `g^-distance`
/// @param backward the weight of an item towards those before it, as a share of the other direction
/// @param age the n-th latest item of who is asking counts `age^n`
/// @param often a pair is divided by the product of both items' counts to this power
/// @param attributes the weight of likeness by attributes
/// @param popularity the weight of the logarithm of an item's count
public record RankingSettings(
        int history,
        double distance,
        double backward,
        double age,
        double often,
        double attributes,
        double popularity) {

    public static final RankingSettings DEFAULT =
            new RankingSettings(50, 0.7, 0.2, 0.7, 0.3, 0.3, 0.01);

    /// The method of neighbours by cosine that others are compared with: every pair of a history
    /// weighs the same.
    public static final RankingSettings NEAREST_NEIGHBOURS =
            new RankingSettings(50, 0, 1, 0.8, 0.5, 0, 0);

    public RankingSettings {
        if (history < 1 || history > 50) {
            throw new IllegalArgumentException("history must be 1 to 50");
        }
    }

    public RankingSettings withDistance(double other) {
        return new RankingSettings(history, other, backward, age, often, attributes, popularity);
    }

    public RankingSettings withBackward(double other) {
        return new RankingSettings(history, distance, other, age, often, attributes, popularity);
    }

    public RankingSettings withAge(double other) {
        return new RankingSettings(
                history, distance, backward, other, often, attributes, popularity);
    }

    public RankingSettings withOften(double other) {
        return new RankingSettings(history, distance, backward, age, other, attributes, popularity);
    }

    public RankingSettings withAttributes(double other) {
        return new RankingSettings(history, distance, backward, age, often, other, popularity);
    }

    public RankingSettings withPopularity(double other) {
        return new RankingSettings(history, distance, backward, age, often, attributes, other);
    }
}
