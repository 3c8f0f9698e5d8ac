package io.cartulary.benchmarks.recommend;

import io.cartulary.query.recommendation.cooccurrence.ItemAttributes;
import io.cartulary.query.recommendation.cooccurrence.RankingSettings;
import java.util.List;
import java.util.function.BiFunction;

/// Searches settings that rank better: one setting after the other, lower and higher, until none of
/// them helps.
final class Tuning {

    private static final int MOST_ROUNDS = 5;

    private final LeaveOut questions;
    private final ItemAttributes attributes;

    Tuning(LeaveOut questions, ItemAttributes attributes) {
        this.questions = questions;
        this.attributes = attributes;
    }

    record Best(RankingSettings settings, double ndcg) {}

    /// A setting, and by how much it is changed in one step.
    private record Step(BiFunction<RankingSettings, Double, RankingSettings> change, double by) {}

    private static final List<Step> STEPS =
            List.of(
                    new Step((s, by) -> s.withDistance(Math.max(0, s.distance() + by)), 0.2),
                    new Step((s, by) -> s.withBackward(Math.max(0, s.backward() + by)), 0.1),
                    new Step((s, by) -> s.withAge(Math.clamp(s.age() + by, 0, 1)), 0.1),
                    new Step((s, by) -> s.withOften(Math.max(0, s.often() + by)), 0.1),
                    new Step((s, by) -> s.withPopularity(Math.max(0, s.popularity() + by)), 0.01));

    private static final Step ATTRIBUTES =
            new Step((s, by) -> s.withAttributes(Math.max(0, s.attributes() + by)), 0.1);

    Best bestFrom(RankingSettings settings, double ndcg) {
        var best = new Best(settings, ndcg);
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var before = best;
            for (var step : STEPS) {
                best = better(best, step);
            }
            if (attributes != ItemAttributes.NONE) {
                best = better(best, ATTRIBUTES);
            }
            if (best == before) {
                break;
            }
        }
        return best;
    }

    private Best better(Best best, Step step) {
        var better = best;
        for (var by : new double[] {-step.by, step.by}) {
            var settings = step.change.apply(best.settings, by);
            if (!settings.equals(best.settings)) {
                var ndcg = questions.ask(settings, attributes).hits().ndcg();
                System.out.printf("%.4f  %s%n", ndcg, settings);
                if (ndcg > better.ndcg) {
                    better = new Best(settings, ndcg);
                }
            }
        }
        return better;
    }
}
