package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectFailed;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Takes mails that people wait for: to the mail server, or, in a shop that has none yet, to a
/// folder where the shop's operator reads them.
@Component
public class Mailer {

    /// Whom effects of mail ask.
    public static final String TARGET = "mail-server";

    private final @Nullable MailServer server;
    private final MailOutbox outbox;

    Mailer(ObjectProvider<MailServer> server, MailOutbox outbox) {
        this.server = server.getIfAvailable();
        this.outbox = outbox;
    }

    /// Answers in a few words what became of it.
    ///
    /// @throws EffectFailed when it was not taken, or that is not known
    public String send(Mail mail) {
        if (server == null) {
            return outbox.write(mail);
        }
        server.send(mail);
        return "handed to the mail server";
    }
}
