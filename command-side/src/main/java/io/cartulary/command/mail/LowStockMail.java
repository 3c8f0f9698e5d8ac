package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.events.inventory.Sku;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Writes to staff that a SKU runs out.
@Component
@ConditionalOnProperty({MailProcessing.SWITCH, MailProcessing.STAFF})
class LowStockMail implements EffectKind<LowStockMail.Details> {

    private final MailServer server;
    private final String staff;

    LowStockMail(MailServer server, MailSettings settings) {
        this.server = server;
        this.staff = Objects.requireNonNull(settings.staff());
    }

    /// @param available pieces that could still be sold when the threshold was reached
    record Details(Sku sku, int available, int threshold) {}

    @Override
    public String name() {
        return "mail-low-stock";
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details details, EffectAttempt attempt) {
        server.send(
                new Mail(
                        staff,
                        "Low stock: " + details.sku(),
                        "Of %s %d can be sold. You asked to hear of it at %d.%n"
                                .formatted(details.sku(), details.available(), details.threshold()),
                        null,
                        attempt.key()));
        return "handed to the mail server";
    }
}
