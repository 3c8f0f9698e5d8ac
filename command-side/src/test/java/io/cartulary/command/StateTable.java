package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.params.provider.Arguments;

/// The state table of one aggregate, as its context's `package-info.java` has it, tried command by
/// command in every state.
///
/// @param states the events that lead to each state, by the state's name; `missing` or `free` for
///   none
/// @param commands every command, by its name
/// @param stateOf the state's name after a list of events
public record StateTable(
        Map<String, List<?>> states,
        Map<String, Object> commands,
        Function<List<?>, String> stateOf) {

    private static final Pattern ROW =
            Pattern.compile("/// \\| ([^|]+) \\| (\\w+) \\| ([^|]+) \\|");
    private static final String REFUSED = "refused ";
    private static final String NOTHING_NEW = ", nothing new";

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

    /// Every state with every command, as a parameterised test takes them.
    public Stream<Arguments> everyCommandInEveryState() {
        return states.keySet().stream()
                .flatMap(state ->
                        commands.keySet().stream().map(command -> Arguments.of(state, command)));
    }

    /// Fails unless the aggregate does what the table in `context` under `heading` says.
    public void check(
            FixtureConfiguration<?> fixture,
            String context,
            String heading,
            String state,
            String command) {
        var expected = read(context, heading).get(state + " + " + command);
        var given = states.get(state);
        var result = fixture.given(given).when(commands.get(command));
        if (expected == null) {
            assertThat(given).as("%s + %s stands in no row", state, command).isEmpty();
            result.expectException(AggregateNotFoundException.class);
        } else if (expected.startsWith(REFUSED)) {
            result.expectNoEvents()
                    .expectException(CommandRejected.class)
                    .expectExceptionDetails(named(expected.substring(REFUSED.length())));
        } else if (expected.endsWith(NOTHING_NEW)) {
            assertThat(expected).isEqualTo(state.replaceFirst(" by .*", "") + NOTHING_NEW);
            succeeds(result).expectNoEvents();
        } else {
            succeeds(result).expectEventsMatching(leadTo(expected, given));
        }
    }

    private static ResultValidator<?> succeeds(ResultValidator<?> result) {
        return result.expectSuccessfulHandlerExecution();
    }

    private Matcher<List<EventMessage<?>>> leadTo(String expected, List<?> given) {
        return new CustomTypeSafeMatcher<>("events that lead to '" + expected + "'") {
            @Override
            protected boolean matchesSafely(List<EventMessage<?>> recorded) {
                var all = new ArrayList<Object>(given);
                recorded.forEach(event -> all.add(event.getPayload()));
                return !recorded.isEmpty()
                        && List.of(expected.split(" or ")).contains(stateOf.apply(all));
            }
        };
    }

    private static Matcher<Object> named(String rejection) {
        return new CustomTypeSafeMatcher<>(rejection) {
            @Override
            protected boolean matchesSafely(Object details) {
                return details instanceof Rejection actual && actual.name().equals(rejection);
            }
        };
    }

    private static Map<String, String> read(String context, String heading) {
        var rows = new HashMap<String, String>();
        var file = Path.of("src/main/java/io/cartulary/command", context, "package-info.java");
        try {
            var underHeading = false;
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith("/// # ")) {
                    underHeading = line.startsWith("/// # " + heading);
                }
                var row = ROW.matcher(line);
                if (underHeading && row.matches() && !row.group(1).equals("from")) {
                    rows.put(row.group(1) + " + " + row.group(2), row.group(3));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(rows).as("rows of %s in %s", heading, file).isNotEmpty();
        return rows;
    }
}
