package io.cartulary.command.importing.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that comes in.
class ReceivedFileTest {

    private static final byte[] CONTENT = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);

    @TempDir Path directory;

    private ReceivedFile receive(byte[] content, long limit) throws IOException {
        return ReceivedFile.receive(
                new ByteArrayInputStream(content), directory, new FileBounds(limit, 0));
    }

    private static byte[] packed(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void is_the_same_packed_or_not() throws IOException {
        var plain = receive(CONTENT, 100);
        var unpacked = receive(packed(CONTENT), 100);

        assertThat(unpacked.sha256()).isEqualTo(plain.sha256());
        assertThat(unpacked.lines()).isEqualTo(2);
        assertThat(unpacked.path()).hasBinaryContent(packed(CONTENT));
    }

    @Test
    void is_refused_by_its_unpacked_size_and_leaves_nothing() throws IOException {
        var bomb = packed(new byte[1_000_000]);

        assertThatExceptionOfType(FileTooLarge.class).isThrownBy(() -> receive(bomb, 999_999));
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void may_be_empty() throws IOException {
        assertThat(receive(new byte[0], 100).lines()).isZero();
    }
}
