package io.cartulary.benchmarks.recommend;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// What was done in each session: those before the last days to learn from, and those that ended in
/// these days to ask about.
record Sessions(List<List<String>> training, List<List<String>> test) {

    private static final int COLUMNS = 3;

    /// @param time in seconds
    private record Action(String item, double time) {}

    /// @param file of lines `session item time` in any order, separated by blanks, commas or
    ///   semicolons; time in seconds, or a date, within which the order of the lines is that of the
    ///   actions
    static Sessions read(Path file, Duration ofTest) throws IOException {
        var sessions = new LinkedHashMap<String, List<Action>>();
        try (var reader = DataFile.open(file)) {
            var first = true;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var words = line.strip().split("[\\s,;]+");
                if (words.length != COLUMNS) {
                    throw notRead(line);
                }
                if (!(first && !Character.isDigit(words[2].charAt(0)))) { // a heading
                    sessions.computeIfAbsent(words[0], _ -> new ArrayList<>())
                            .add(new Action(words[1], seconds(words[2], line)));
                }
                first = false;
            }
        }
        return split(List.copyOf(sessions.values()), ofTest.toSeconds());
    }

    private static Sessions split(List<List<Action>> sessions, double ofTest) {
        sessions.forEach(session -> session.sort(Comparator.comparingDouble(Action::time)));
        var byEnd =
                sessions.stream()
                        .sorted(Comparator.comparingDouble(session -> session.getLast().time))
                        .toList();
        var end = byEnd.isEmpty() ? 0 : byEnd.getLast().getLast().time;
        var split = new Sessions(new ArrayList<>(), new ArrayList<>());
        for (var session : byEnd) {
            var isTest = session.getLast().time > end - ofTest;
            (isTest ? split.test : split.training).add(session.stream().map(Action::item).toList());
        }
        return split;
    }

    private static double seconds(String time, String line) {
        try {
            return time.contains("-")
                    ? LocalDate.parse(time).atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                    : Double.parseDouble(time);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw notRead(line);
        }
    }

    private static BenchmarkUnavailable notRead(String line) {
        return new BenchmarkUnavailable(
                "\"%s\" is not a session, an item and a time".formatted(line));
    }
}
