package io.cartulary.benchmarks.relevance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How good answers are, from 0 to 1.
///
/// @param ndcg normalised discounted cumulative gain of the first ten, with 2^grade - 1 as gain
/// @param reciprocalRank 1 for a first product that has a grade, 1/2 for a second
/// @param recall the share of all graded products that is among the answers
/// @param empty the share of queries without any answer
record Quality(double ndcg, double reciprocalRank, double recall, double empty) {

    private static final int FIRST = 10;

    static Quality of(JudgedQuery query, List<String> answers) {
        var grades = query.grades();
        var gained = answers.stream().map(slug -> grades.getOrDefault(slug, 0)).toList();
        var best = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
        var found = gained.stream().filter(grade -> grade > 0).count();
        var first = 0;
        while (first < gained.size() && gained.get(first) == 0) {
            first++;
        }
        return new Quality(
                gain(gained) / gain(best),
                found == 0 ? 0 : 1.0 / (first + 1),
                (double) found / grades.size(),
                answers.isEmpty() ? 1 : 0);
    }

    static Quality mean(Collection<Quality> of) {
        return new Quality(
                mean(of, Quality::ndcg),
                mean(of, Quality::reciprocalRank),
                mean(of, Quality::recall),
                mean(of, Quality::empty));
    }

    private static double mean(Collection<Quality> of, ToDoubleFunction<Quality> figure) {
        return of.stream().mapToDouble(figure).average().orElse(0);
    }

    private static double gain(List<Integer> grades) {
        var sum = 0.0;
        for (var place = 0; place < Math.min(FIRST, grades.size()); place++) {
            sum += (Math.pow(2, grades.get(place)) - 1) / (Math.log(place + 2) / Math.log(2));
        }
        return sum;
    }
}
