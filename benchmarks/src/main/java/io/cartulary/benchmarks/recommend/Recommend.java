package io.cartulary.benchmarks.recommend;

import static io.cartulary.query.recommendation.cooccurrence.RankingSettings.DEFAULT;
import static io.cartulary.query.recommendation.cooccurrence.RankingSettings.NEAREST_NEIGHBOURS;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.query.recommendation.cooccurrence.ItemAttributes;
import io.cartulary.query.recommendation.cooccurrence.RankingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Leaves the last item of everybody out, or follows the sessions of the last days, and asks for
/// what comes next among all items.
public final class Recommend implements Benchmark {

    private static final double FROM_BEHAVIOUR = 0.060;
    private static final double WITH_ATTRIBUTES = 0.066;

    /// Of the best settings on the same file.
    private static final double LEAST_SHARE = 0.95;

    private static final RankingSettings FROM_COUNTS = DEFAULT.withAttributes(0);

    @Override
    public List<Figure> run(Options options) throws IOException {
        var sessions = options.text("sessions");
        var file = options.text("file");
        if (sessions != null) {
            return ofSessions(Path.of(sessions), Duration.ofDays(options.number("days", 1)));
        }
        if (file == null) {
            throw new BenchmarkUnavailable("say which file of lines `user item item …` to read");
        }
        var histories = DataFile.histories(Path.of(file));
        var attributes = options.text("attributes");
        return ofHistories(
                histories,
                attributes == null
                        ? ItemAttributes.NONE
                        : ItemAttributes.of(DataFile.attributes(Path.of(attributes))),
                options.has("tune"));
    }

    private static List<Figure> ofHistories(
            List<List<String>> histories, ItemAttributes attributes, boolean tune) {
        var last = new LeaveOut(histories, 1);
        System.out.printf("%,d people, last item left out, all items ranked%n", histories.size());
        print("popular", last.popular());
        print("nearest neighbours", last.ask(NEAREST_NEIGHBOURS, ItemAttributes.NONE));
        var counted = last.ask(FROM_COUNTS, ItemAttributes.NONE);
        print("co-occurrence", counted);
        var figures = new ArrayList<Figure>();
        figures.add(figure("from behaviour alone", FROM_BEHAVIOUR, counted));
        var settings = FROM_COUNTS;
        if (attributes != ItemAttributes.NONE) {
            settings = DEFAULT;
            var all = last.ask(DEFAULT, attributes);
            print("co-occurrence and attributes", all);
            figures.add(figure("with attributes", WITH_ATTRIBUTES, all));
        }
        var lastButOne = new LeaveOut(histories, 2);
        var chosen = lastButOne.ask(settings, attributes);
        print("the same for the last but one", chosen);
        if (tune) {
            figures.add(tuned(new Tuning(lastButOne, attributes), settings, chosen));
        }
        return figures;
    }

    private static Figure tuned(Tuning tuning, RankingSettings settings, LeaveOut.Outcome chosen) {
        var best = tuning.bestFrom(settings, chosen.hits().ndcg());
        System.out.println("best for the last but one: " + best.settings());
        var share = chosen.hits().ndcg() / best.ndcg();
        return new Figure(
                "NDCG@10 for the last but one, of that with the best settings found",
                number(LEAST_SHARE),
                number(share),
                share >= LEAST_SHARE);
    }

    private static List<Figure> ofSessions(Path file, Duration ofTest) throws IOException {
        var sessions = Sessions.read(file, ofTest);
        System.out.printf(
                "%,d sessions to learn from, %,d to ask about; all items ranked%n",
                sessions.training().size(), sessions.test().size());
        var next = new NextInSession(sessions);
        print("popular", next.popular());
        print("nearest neighbours", next.ask(NEAREST_NEIGHBOURS));
        print("co-occurrence", next.ask(FROM_COUNTS));
        return List.of();
    }

    private static Figure figure(String what, double target, LeaveOut.Outcome outcome) {
        return new Figure(
                "NDCG@10 " + what,
                number(target),
                "%s (HR@10 %s; trained in %d ms, %d MiB)"
                        .formatted(
                                number(outcome.hits().ndcg()),
                                number(outcome.hits().hitRate()),
                                outcome.training().toMillis(),
                                outcome.mebibytes()),
                outcome.hits().ndcg() >= target);
    }

    private static void print(String name, LeaveOut.Outcome outcome) {
        System.out.printf(
                "%-30s HR@10 %s  NDCG@10 %s  trained in %,6d ms, %,4d MiB; %,d questions%n",
                name,
                number(outcome.hits().hitRate()),
                number(outcome.hits().ndcg()),
                outcome.training().toMillis(),
                outcome.mebibytes(),
                outcome.hits().asked());
    }

    private static void print(String name, Hits hits) {
        System.out.printf(
                "%-30s HR@20 %s  MRR@20 %s; %,d questions%n",
                name, number(hits.hitRate()), number(hits.meanReciprocalRank()), hits.asked());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
