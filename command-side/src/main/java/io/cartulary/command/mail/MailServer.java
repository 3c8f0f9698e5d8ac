package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectFailed;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Hands mails to the server, and says what is known when that fails. What a server says is not
/// repeated: it likes to quote the address, which is no one's business but the shopper's.
@Component
@ConditionalOnProperty(MailProcessing.SWITCH)
class MailServer {

    private static final int REFUSED_FOR_NOW = 400;
    private static final int REFUSED_FOR_GOOD = 500;

    private final JavaMailSender sender;
    private final MailSettings settings;

    MailServer(JavaMailSender sender, MailSettings settings) {
        this.sender = sender;
        this.settings = settings;
    }

    /// @throws EffectFailed when it was not taken, or that is not known
    void send(Mail mail) {
        var message = sender.createMimeMessage();
        try {
            compose(message, new InternetAddress(settings.from()), mail);
        } catch (AddressException e) {
            throw new IllegalStateException("cartulary.mail.from is no address", e);
        }
        try {
            sender.send(message);
        } catch (MailAuthenticationException _) {
            throw EffectFailed.later("The mail server does not let us in", null, null);
        } catch (MailSendException failure) {
            if (!failure.getFailedMessages().isEmpty()) {
                throw meaning(failure);
            }
            // It was taken; only the good-bye went wrong.
        }
    }

    static void compose(MimeMessage message, InternetAddress from, Mail mail) {
        try {
            var html = mail.html();
            var helper =
                    new MimeMessageHelper(message, html != null, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(new InternetAddress(mail.to(), true));
            helper.setSubject(mail.subject());
            if (html == null) {
                helper.setText(mail.text());
            } else {
                helper.setText(mail.text(), html);
            }
            var domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
            message.saveChanges(); // which makes an identifier of its own
            message.setHeader("Message-ID", "<%s@%s>".formatted(mail.key(), domain));
        } catch (AddressException _) {
            throw EffectFailed.refused("no_address", "What the shopper gave is no address", null);
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail could not be composed", e);
        }
    }

    private static EffectFailed meaning(MailSendException failure) {
        // A connection that failed is the fault of each of its mails; one that broke in the middle
        // may fail a second time when it is closed.
        if (failure.getMessageExceptions()[0] == failure.getCause()) {
            return EffectFailed.later("The mail server cannot be reached", null, null);
        }
        for (var sending : failure.getMessageExceptions()) {
            var code = replyTo(sending);
            if (code >= REFUSED_FOR_GOOD) {
                return EffectFailed.refused(
                        "smtp_" + code, "The mail server refused with " + code, null);
            }
            if (code >= REFUSED_FOR_NOW) {
                return EffectFailed.later(
                        "The mail server refused with " + code + " for now", null, null);
            }
        }
        return EffectFailed.unknown("The mail server broke off before it answered", null);
    }

    /// The server's reply code, of whichever part of the exchange it refused; less than 400 if it
    /// refused none.
    private static int replyTo(Exception sending) {
        int code = -1;
        for (var cause = sending; cause != null; cause = next(cause)) {
            code =
                    Math.max(
                            code,
                            switch (cause) {
                                case SMTPAddressFailedException address -> address.getReturnCode();
                                case SMTPSenderFailedException from -> from.getReturnCode();
                                case SMTPSendFailedException data -> data.getReturnCode();
                                default -> -1;
                            });
        }
        return code;
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException messaging
                ? messaging.getNextException()
                : null;
    }
}
