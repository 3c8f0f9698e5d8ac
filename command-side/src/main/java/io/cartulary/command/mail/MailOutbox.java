package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectFailed;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.stereotype.Component;

/// Writes mails as files of the form `.eml`, which mail programs open. They hold links that log
/// people in: only the shop's own user reads them.
@Component
class MailOutbox {

    private static final InternetAddress SENDER = sender();

    private final OutboxSettings settings;

    MailOutbox(OutboxSettings settings) {
        this.settings = settings;
    }

    private static InternetAddress sender() {
        try {
            return new InternetAddress("shop@localhost");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Written twice it is one file.
    String write(Mail mail) {
        var message = new MimeMessage((Session) null);
        MailServer.compose(message, SENDER, mail);
        var file = settings.folder().resolve(mail.key() + ".eml");
        try {
            Files.createDirectories(
                    settings.folder(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            var beside = Files.createTempFile(settings.folder(), "mail", ".part");
            try (var stream = Files.newOutputStream(beside)) {
                message.writeTo(stream);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | MessagingException e) {
            throw EffectFailed.later("The mail could not be written to the outbox", null, e);
        }
        return "written to the outbox";
    }
}
