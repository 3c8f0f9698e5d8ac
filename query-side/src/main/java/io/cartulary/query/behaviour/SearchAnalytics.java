package io.cartulary.query.behaviour;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shoppers sought in a time, what they found and what they chose of it.
///
/// @param to itself not in it
/// @param timeZone of the days
/// @param searches how many there were; those in which one visitor alone sought a text count too
/// @param withoutHits how many of them found nothing
/// @param clicks how often a hit was chosen
/// @param queries what was sought most
/// @param queriesWithoutHits what most often found nothing
record SearchAnalytics(
        LocalDate from,
        LocalDate to,
        ZoneId timeZone,
        long searches,
        long withoutHits,
        long clicks,
        List<SoughtQuery> queries,
        List<SoughtQuery> queriesWithoutHits) {

    /// @param results how many hits there were the last time
    /// @param mostClicked the product that was chosen most often; absent without a choice
    record SoughtQuery(
            String query,
            long searches,
            long withoutHits,
            long results,
            long clicks,
            @Nullable String mostClicked) {}

    /// Of all texts.
    record Sums(long searches, long withoutHits, long clicks) {}
}
