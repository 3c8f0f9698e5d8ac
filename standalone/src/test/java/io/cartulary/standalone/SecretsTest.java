package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir Path directory;

    @Test
    void stay_the_same_from_start_to_start() {
        var first = Secrets.of(directory);
        var second = Secrets.of(directory);

        assertThat(second.operatorKey()).isEqualTo(first.operatorKey()).hasSize(64);
        assertThat(second.tokenSecret()).isEqualTo(first.tokenSecret()).hasSize(64);
        assertThat(second.emailSecret())
                .isEqualTo(first.emailSecret())
                .hasSize(64)
                .isNotEqualTo(first.tokenSecret());
    }

    @Test
    void are_readable_by_their_owner_alone() throws IOException {
        var secrets = Secrets.of(directory);
        secrets.operatorKey();
        Path file = secrets.file();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
