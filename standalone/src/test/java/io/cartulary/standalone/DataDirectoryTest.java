package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir Path parent;

    @Test
    void belongs_to_its_owner_alone() throws IOException {
        try (var data = DataDirectory.open(parent.resolve("data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void is_used_by_one_shop_at_a_time() {
        Path path = parent.resolve("data");
        try (var _ = DataDirectory.open(path)) {
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("Another Cartulary is running on " + path);
        }
        DataDirectory.open(path).close();
    }

    @Test
    void is_never_somebody_elses_directory() throws IOException {
        Files.writeString(parent.resolve("thesis.txt"), "");

        assertThatThrownBy(() -> DataDirectory.open(parent))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("holds something else");
    }

    @Test
    void needs_space() {
        assertThatThrownBy(() -> DataDirectory.open(parent.resolve("data"), Long.MAX_VALUE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is nearly full");
    }

    @Test
    void forgets_everything_when_it_is_reset() throws IOException {
        try (var data = DataDirectory.open(parent.resolve("data"))) {
            String before = Secrets.of(data.path()).operatorKey();
            Files.createDirectories(data.path().resolve("kafka/data"));
            Files.writeString(data.log(), "");

            data.reset();

            assertThat(data.path())
                    .isDirectoryNotContaining(file -> !file.endsWith("cartulary.lock"));
            assertThat(Secrets.of(data.path()).operatorKey()).isNotEqualTo(before);
        }
    }
}
