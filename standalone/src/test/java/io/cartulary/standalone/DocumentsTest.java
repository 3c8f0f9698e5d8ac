package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reader of the documents relies on: links that lead somewhere, and lines that fit a
/// screen.
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final int LONGEST_LINE = 140;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)[^)]*\\)");

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
