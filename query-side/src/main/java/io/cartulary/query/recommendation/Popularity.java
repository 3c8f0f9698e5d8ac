package io.cartulary.query.recommendation;

import java.time.Duration;
import java.time.Instant;

/// How much interest a product drew, where interest halves every [#HALF_LIFE].
///
/// A score is kept as its binary logarithm, as of 1970: each sale or view adds `weight × 2^(time /
/// half-life)`. Stored scores therefore never need to be aged, and their order is right at every
/// moment (forward decay; Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009).
public final class Popularity {

    static final Duration HALF_LIFE = Duration.ofDays(3);

    /// An order that contains the product; the number of pieces does not count, or one wholesale
    /// order would outweigh a hundred shoppers.
    public static final double SALE = 10;

    public static final double VIEW = 1;

    /// The stored form of a product no one was interested in yet.
    public static final double NONE = 0;

    /// Beyond this difference of logarithms the smaller score no longer changes the greater one.
    private static final double NEGLIGIBLE = 60;

    private static final double LN_2 = Math.log(2);

    private Popularity() {}

    /// The stored form of one sale or view.
    public static double of(double weight, Instant at) {
        return Math.log(weight) / LN_2 + halfLivesUntil(at);
    }

    /// The stored form of two scores taken together.
    public static double sum(double one, double other) {
        var greater = Math.max(one, other);
        var difference = greater - Math.min(one, other);
        return difference > NEGLIGIBLE
                ? greater
                : greater + Math.log1p(Math.exp(-difference * LN_2)) / LN_2;
    }

    /// [#sum] of two columns in SQL.
    public static String sumInSql(String one, String other) {
        return "greatest(%1$s, %2$s) + ln(1 + power(2, -least(abs(%1$s - %2$s), %3$s))) / ln(2)"
                .formatted(one, other, NEGLIGIBLE);
    }

    /// What a stored score is worth at `now`, in views of this moment.
    static double valueAt(double stored, Instant now) {
        return Math.pow(2, stored - halfLivesUntil(now));
    }

    private static double halfLivesUntil(Instant at) {
        return at.toEpochMilli() / (double) HALF_LIFE.toMillis();
    }
}
