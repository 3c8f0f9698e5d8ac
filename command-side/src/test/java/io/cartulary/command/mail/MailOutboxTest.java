package io.cartulary.command.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailOutboxTest {

    @TempDir private Path folder;

    @Test
    void writes_a_mail_once_and_for_its_own_user_only() throws Exception {
        var outbox = new MailOutbox(new OutboxSettings(folder.resolve("outbox")));
        var mail = new Mail("ada@example.org", "ยืนยัน", "Text", "<p>HTML</p>", "key-1");
        outbox.write(mail);
        outbox.write(mail);

        try (var files = Files.list(folder.resolve("outbox"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file).hasFileName("key-1.eml");
                        assertThat(Files.readString(file))
                                .contains(
                                        "To: ada@example.org",
                                        "Message-ID: <key-1@localhost>",
                                        "text/plain",
                                        "text/html");
                        assertThat(
                                        PosixFilePermissions.toString(
                                                Files.getPosixFilePermissions(file)))
                                .isEqualTo("rw-------");
                    });
        }
    }
}
