package io.cartulary.benchmarks.relevance;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a shopper types, and how well each product that concerns it answers it.
///
/// @param group of queries of one kind, such as typos
/// @param grades by slug: 3 what was sought, 2 a good answer, 1 related
record JudgedQuery(String group, String text, Map<String, Integer> grades) {

    private static final int HIGHEST = 3;
    private static final int COLUMNS = 4;

    /// One of the judgements, of which a query has several.
    private record Judgement(String group, String text, String slug, int grade) {

        static Judgement read(String line) {
            var columns = line.split("\t");
            var grade = columns.length == COLUMNS ? columns[3] : "";
            if (!grade.matches("[1-" + HIGHEST + "]")) {
                throw new BenchmarkUnavailable(
                        "\"%s\" is not a group, a query, a slug and a grade from 1 to %d"
                                .formatted(line, HIGHEST));
            }
            return new Judgement(columns[0], columns[1], columns[2], Integer.parseInt(grade));
        }
    }

    /// @param file of lines `group query slug grade`, separated by tabs; `#` begins a remark
    static List<JudgedQuery> readAll(Path file) throws IOException {
        var byText = new LinkedHashMap<String, JudgedQuery>();
        try (var lines = Files.lines(file)) {
            lines.filter(line -> !line.startsWith("#"))
                    .map(Judgement::read)
                    .forEach(judgement ->
                            byText.computeIfAbsent(
                                            judgement.text(),
                                            text ->
                                                    new JudgedQuery(
                                                            judgement.group(),
                                                            text,
                                                            new LinkedHashMap<>()))
                                    .grades()
                                    .put(judgement.slug(), judgement.grade()));
        }
        return List.copyOf(byText.values());
    }

    /// The same for a shop that has only these products; nothing when none of them answers it.
    Stream<JudgedQuery> among(Set<String> slugs) {
        var left =
                grades.entrySet().stream()
                        .filter(grade -> slugs.contains(grade.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return left.isEmpty() ? Stream.empty() : Stream.of(new JudgedQuery(group, text, left));
    }
}
