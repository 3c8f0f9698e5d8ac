package io.cartulary.query.recommendation.cooccurrence;

import io.cartulary.query.recommendation.cooccurrence.RankedItem.Reason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Ranks all items for somebody by what they did last: what others did next, what is like it, and
/// what is popular.
public record Ranking(RankingSettings settings, Counts counts, ItemAttributes attributes) {

    /// Below this an older item no longer changes a place.
    private static final double NEGLIGIBLE = 0.001;

    /// What others did next, before it is divided by how often they did it, and the item of those
    /// who are asking that gave most of it.
    private static final class Together {
        private static final Together NONE = new Together();

        private double sum;
        private double largest;
        private @Nullable String because;

        void add(double term, String from) {
            sum += term;
            if (term > largest) {
                largest = term;
                because = from;
            }
        }
    }

    /// What who is asking did, each with its weight.
    private record Done(List<String> items, double[] weights) {}

    private record Scored(String item, double score) {}

    /// The best of many, so that not all of them have to be sorted.
    private static final class Best {

        private static final Comparator<Scored> FIRST =
                Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::item);

        private final int most;
        private final PriorityQueue<Scored> kept = new PriorityQueue<>(FIRST.reversed());

        Best(int most) {
            this.most = most;
        }

        /// Whether one with this score could be kept.
        boolean takes(double score) {
            return kept.size() < most || score >= kept.element().score;
        }

        void add(Scored scored) {
            kept.add(scored);
            if (kept.size() > most) {
                kept.remove();
            }
        }

        Stream<Scored> inOrder() {
            return kept.stream().sorted(FIRST);
        }
    }

    /// The best items, the best first.
    ///
    /// @param latestFirst what who is asking did, the latest first
    /// @param without items that are not to be shown
    public List<RankedItem> best(List<String> latestFirst, Set<String> without, int most) {
        var done = done(latestFirst);
        var together = together(done);
        var alike = alike(done);
        var frequent = counts.mostFrequent(most + without.size());
        // Of items without such a term only the best of the other terms can be among the best.
        frequent.forEach(item -> together.putIfAbsent(item, Together.NONE));
        mostAlike(alike, frequent, most + without.size())
                .forEach(item -> together.putIfAbsent(item, Together.NONE));
        without.forEach(together::remove);
        var best = new Best(most);
        together.forEach((item, others) -> {
            var times = counts.times(item);
            var score = others.sum * damping(times) + popularity(times);
            best.add(new Scored(item, score + alike(alike, item)));
        });
        return best.inOrder()
                .map(scored ->
                        explained(scored, together.getOrDefault(scored.item, Together.NONE), done))
                .toList();
    }

    private Done done(List<String> latestFirst) {
        var weights =
                IntStream.range(0, Math.min(latestFirst.size(), settings.history()))
                        .mapToDouble(at -> Math.pow(settings.age(), at))
                        .takeWhile(weight -> weight > NEGLIGIBLE)
                        .toArray();
        return new Done(latestFirst.subList(0, weights.length), weights);
    }

    private Map<String, Together> together(Done done) {
        var together = new HashMap<String, Together>();
        for (var at = 0; at < done.items.size(); at++) {
            var item = done.items.get(at);
            var unit = done.weights[at] * damping(counts.times(item)) / PairWeights.ONE;
            counts.each(
                    item,
                    (other, pair) ->
                            together.computeIfAbsent(other, _ -> new Together())
                                    .add(unit * pair, item));
        }
        return together;
    }

    /// Pairs of items with which people do much say less.
    private double damping(long times) {
        return Math.pow(Math.max(1, times), -settings.often());
    }

    private double popularity(long times) {
        return settings.popularity() * Math.log1p(times);
    }

    private double popularity(String item) {
        return popularity(counts.times(item));
    }

    /// By the places of [ItemAttributes]; empty if attributes do not count.
    private double[] alike(Done done) {
        return settings.attributes() == 0
                ? new double[0]
                : attributes.likenesses(done.items, done.weights);
    }

    private double alike(double[] alike, String item) {
        var place = alike.length == 0 ? null : attributes.place(item);
        return place == null ? 0 : settings.attributes() * alike[place];
    }

    /// The best by likeness and popularity alone.
    private List<String> mostAlike(double[] alike, List<String> frequent, int most) {
        var highestPopularity = frequent.isEmpty() ? 0 : popularity(frequent.getFirst());
        var best = new Best(most);
        for (var place = 0; place < alike.length; place++) {
            var likeness = settings.attributes() * alike[place];
            if (likeness > 0 && best.takes(likeness + highestPopularity)) {
                var item = attributes.items().get(place);
                best.add(new Scored(item, likeness + popularity(item)));
            }
        }
        return best.inOrder().map(Scored::item).toList();
    }

    private RankedItem explained(Scored scored, Together together, Done done) {
        var reason = together.because == null ? Reason.POPULAR : Reason.TOGETHER;
        var because = together.because;
        var largest = together.largest * damping(counts.times(scored.item));
        for (var at = 0; at < done.items.size(); at++) {
            var term =
                    settings.attributes()
                            * done.weights[at]
                            * attributes.likeness(done.items.get(at), scored.item);
            if (term > largest) {
                largest = term;
                reason = Reason.ALIKE;
                because = done.items.get(at);
            }
        }
        return popularity(scored.item) > largest
                ? new RankedItem(scored.item, scored.score, Reason.POPULAR, null)
                : new RankedItem(scored.item, scored.score, reason, because);
    }
}
