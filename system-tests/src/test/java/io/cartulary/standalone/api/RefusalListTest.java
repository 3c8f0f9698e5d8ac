package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `docs/refusals.md` has one row for every code with its status that a route documents, and no
/// other.
class RefusalListTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `[A-Z0-9_]+` \\| [45]\\d\\d \\| .+ \\|$");

    @Test
    void names_every_refusal_once_and_nothing_else() throws IOException {
        var rows =
                ROW.matcher(Files.readString(Path.of("../docs/refusals.md")))
                        .results()
                        .map(MatchResult::group);
        assertThat(rows).containsExactlyElementsOf(documented());
    }

    /// By code; what it means is said as by the first of its routes.
    private static Iterable<String> documented() {
        var rows = new TreeMap<String, String>();
        DescribedApi.DOCUMENT
                .path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(operation -> operation.path("responses").valueStream())
                .flatMap(answer ->
                        answer.at("/content/application~1problem+json/examples").valueStream())
                .map(example -> example.path("value"))
                .forEach(problem ->
                        rows.putIfAbsent(
                                problem.path("code").asString() + problem.path("status"),
                                "| `%s` | %s | %s |"
                                        .formatted(
                                                problem.path("code").asString(),
                                                problem.path("status"),
                                                problem.path("detail").asString())));
        return rows.values();
    }
}
