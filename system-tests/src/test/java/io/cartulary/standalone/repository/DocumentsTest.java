package io.cartulary.standalone.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reader of the documents relies on: links that lead somewhere, tests that exist, and lines
/// that fit a screen.
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final int LONGEST_LINE = 140;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)[^)]*\\)");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    static Stream<Path> documents() throws IOException {
        try (var files = Files.walk(ROOT, 4)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.startsWith(ROOT.resolve("data")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void link_only_to_files_that_are_there(Path document) throws IOException {
        var missing =
                LINK.matcher(Files.readString(document))
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> Files.notExists(document.resolveSibling(target)))
                        .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void name_only_tests_that_exist() throws IOException {
        var tests = tests();
        for (var document : documents().toList()) {
            var missing =
                    TEST.matcher(Files.readString(document))
                            .results()
                            .filter(named ->
                                    tests.getOrDefault(named.group(1), List.of()).stream()
                                            .noneMatch(test -> has(test, named.group(2))))
                            .map(MatchResult::group)
                            .toList();
            assertThat(missing).as(document.toString()).isEmpty();
        }
    }

    /// By the names of their classes.
    private static Map<String, List<Path>> tests() throws IOException {
        var found = new HashMap<String, List<Path>>();
        try (var folders = Files.walk(ROOT, 5)) {
            for (var folder : folders.filter(folder -> folder.endsWith("src/test/java")).toList()) {
                try (var files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    found.computeIfAbsent(nameOf(file), _ -> new ArrayList<>())
                                            .add(file));
                }
            }
        }
        return found;
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static boolean has(Path test, @Nullable String method) {
        try {
            return method == null || Files.readString(test).contains("void " + method + "(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Rows of tables cannot be wrapped.
    @ParameterizedTest
    @MethodSource("documents")
    void wrap_their_lines(Path document) throws IOException {
        assertThat(longLines(Files.readAllLines(document))).isEmpty();
    }

    private static List<String> longLines(List<String> lines) {
        var found = new ArrayList<String>();
        var code = false;
        for (var line : lines) {
            code ^= line.strip().startsWith("```");
            if (!code && !line.startsWith("|") && line.length() > LONGEST_LINE) {
                found.add(line);
            }
        }
        return found;
    }
}
