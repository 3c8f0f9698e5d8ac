package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.AxonAssertionError;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.jspecify.annotations.Nullable;

/// The state table of one aggregate, as `docs/states` has it, tried command by command in every
/// state.
///
/// @param states the events that lead to each state, by the state's name; none for a state in which
///   it does not exist
/// @param commands every command, by its name
/// @param stateOf the state's name after a list of events
public record StateTable(
        Map<String, List<?>> states,
        Map<String, Object> commands,
        Function<List<?>, String> stateOf) {

    private static final Pattern ROW = Pattern.compile("\\| ([^|]+ \\| \\w+) \\| ([^|]+) \\|");
    private static final String HEADER = "from | command";

    /// Fails unless every command of a vocabulary is tried in one of the tables.
    ///
    /// @param decidedElsewhere those that are not about this aggregate's state
    public static void checkComplete(
            Class<?> vocabulary, Set<Class<?>> decidedElsewhere, StateTable... tables) {
        var tried = new HashSet<Class<?>>(decidedElsewhere);
        for (var table : tables) {
            table.commands.values().forEach(command -> tried.add(command.getClass()));
        }
        assertThat(tried).containsExactlyInAnyOrder(vocabulary.getPermittedSubclasses());
    }

    /// Fails unless the table in `docs/states` is what the aggregate does; prints what it should
    /// be.
    ///
    /// @param fixtures a new one for each row
    /// @param document names the file, for example `order`
    /// @param heading what the table's heading begins with
    public void check(
            Supplier<? extends FixtureConfiguration<?>> fixtures, String document, String heading) {
        var done = new TreeMap<String, String>();
        states.forEach((state, given) ->
                commands.forEach((name, command) -> {
                    var outcome = outcome(fixtures.get().given(given).when(command), given);
                    if (outcome != null) {
                        done.put(state + " | " + name, outcome);
                    }
                }));
        var documented = read(document, heading);
        assertThat(done)
                .as(
                        "docs/states/%s.md should have, under '## %s':\n%s",
                        document, heading, text(done, documented))
                .isEqualTo(documented);
    }

    /// Absent when there is nothing yet that the command could be for.
    private @Nullable String outcome(ResultValidator<?> result, List<?> given) {
        var failure = failureOf(result);
        var recorded = new Seen<List<EventMessage<?>>>();
        result.expectEventsMatching(recorded);
        if (failure instanceof AggregateNotFoundException && given.isEmpty()) {
            return null;
        }
        if (failure instanceof CommandRejected rejected) {
            assertThat(recorded.value).isEmpty();
            return "refused " + rejected.<Rejection>getDetails().orElseThrow().name();
        }
        assertThat(failure).isNull();
        if (recorded.value.isEmpty()) {
            return "nothing new";
        }
        var all = new ArrayList<Object>(given);
        recorded.value.forEach(event -> all.add(event.getPayload()));
        return stateOf.apply(all);
    }

    private static @Nullable Throwable failureOf(ResultValidator<?> result) {
        try {
            result.expectSuccessfulHandlerExecution();
            return null;
        } catch (AxonAssertionError _) {
            var failure = new Seen<Throwable>();
            result.expectException(failure);
            return failure.value;
        }
    }

    /// The fixture shows what happened to matchers only.
    private static final class Seen<T> extends BaseMatcher<T> {

        private @Nullable T value;

        @Override
        @SuppressWarnings("unchecked")
        public boolean matches(Object actual) {
            value = (T) actual;
            return true;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("anything");
        }
    }

    /// In the order of the present rows; what is new comes last.
    private static String text(Map<String, String> done, Map<String, String> documented) {
        var keys = new ArrayList<>(documented.keySet());
        keys.retainAll(done.keySet());
        done.keySet().stream().filter(key -> !documented.containsKey(key)).forEach(keys::add);
        return keys.stream()
                .map(key -> "| %s | %s |".formatted(key, done.get(key)))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> read(String document, String heading) {
        var rows = new LinkedHashMap<String, String>();
        try {
            var underHeading = false;
            for (var line : Files.readAllLines(Path.of("../docs/states", document + ".md"))) {
                if (line.startsWith("## ")) {
                    underHeading = line.startsWith("## " + heading);
                }
                var row = ROW.matcher(line);
                if (underHeading && row.matches() && !row.group(1).equals(HEADER)) {
                    rows.put(row.group(1), row.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
