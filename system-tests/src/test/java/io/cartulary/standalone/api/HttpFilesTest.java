package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The requests in `docs/http` are requests that the shop answers.
class HttpFilesTest {

    private static final Path FILES = Path.of("..", "docs", "http");
    private static final Pattern REQUEST =
            Pattern.compile("(?m)^(GET|POST|PUT|PATCH|DELETE) \\{\\{shop}}(/[^\\s?]*)");
    private static final Pattern JSON_BODY =
            Pattern.compile(
                    "(?m)^Content-Type: application/json\\n(?:[A-Z].*\\n)*\\n((?:[^\\n]+\\n?)+)");

    record Request(String file, String method, String path) {}

    static Stream<Request> requests() throws IOException {
        try (var files = Files.list(FILES)) {
            return files
                    .filter(file -> file.toString().endsWith(".http"))
                    .flatMap(file ->
                            REQUEST.matcher(text(file))
                                    .results()
                                    .map(found ->
                                            new Request(
                                                    file.getFileName().toString(),
                                                    found.group(1),
                                                    found.group(2))))
                    .toList()
                    .stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void are_described(Request request) {
        assertThat(described()).anyMatch(operation -> answers(operation, request));
    }

    @Test
    void carry_json_that_can_be_read() throws IOException {
        var json = JsonMapper.builder().build();
        try (var files = Files.list(FILES)) {
            var bodies =
                    files.filter(file -> file.toString().endsWith(".http"))
                            .flatMap(file -> JSON_BODY.matcher(text(file)).results())
                            .map(found -> found.group(1))
                            .toList();
            assertThat(bodies)
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(json.readTree(body)).isNotEmpty());
        }
    }

    private static boolean answers(ApiOperation operation, Request request) {
        return operation.method().equalsIgnoreCase(request.method())
                && request.path().matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static List<ApiOperation> described() {
        return ApiOperation.all().toList();
    }
}
