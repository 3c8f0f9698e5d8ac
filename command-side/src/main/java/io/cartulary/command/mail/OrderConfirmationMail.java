package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.events.order.OrderEvent.OrderPlaced;
import io.cartulary.events.order.OrderId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.joda.money.Money;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Writes to a shopper that the order is confirmed, and what is in it.
@Component
@ConditionalOnProperty(MailProcessing.SWITCH)
class OrderConfirmationMail implements EffectKind<OrderConfirmationMail.Details> {

    private final EventStore events;
    private final MailServer server;

    OrderConfirmationMail(EventStore events, MailServer server) {
        this.events = events;
        this.server = server;
    }

    /// Nothing about a person: whom to write to is read from the sealed event when it is written.
    record Details(OrderId orderId) {}

    @Override
    public String name() {
        return "mail-order-confirmation";
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details details, EffectAttempt attempt) {
        var placed = placement(details.orderId());
        var contact = placed.contact().orNull();
        if (contact == null) {
            return "no one to write to: the person's data was erased";
        }
        server.send(
                new Mail(
                        contact.email(),
                        "Your order %s is confirmed".formatted(placed.number()),
                        text(placed),
                        null,
                        attempt.key()));
        return "handed to the mail server";
    }

    private OrderPlaced placement(OrderId order) {
        return events.readEvents(order.value())
                .asStream()
                .map(Message::getPayload)
                .filter(OrderPlaced.class::isInstance)
                .map(OrderPlaced.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(order + " was never placed"));
    }

    private static String text(OrderPlaced placed) {
        var text =
                new StringBuilder("Thank you for your order ")
                        .append(placed.number())
                        .append(". It is confirmed, and we will write to you when it leaves.\n\n");
        for (var line : placed.lines()) {
            text.append(
                    "%d × %s: %s%n".formatted(line.quantity(), line.name(), amount(line.total())));
        }
        var totals = placed.totals();
        text.append("Shipping: %s%n".formatted(amount(totals.shipping())));
        text.append(
                "%s: %s%n"
                        .formatted(
                                totals.taxIncluded() ? "Tax, included" : "Tax",
                                amount(totals.tax())));
        return text.append("Total: %s%n".formatted(amount(totals.total()))).toString();
    }

    private static String amount(Money money) {
        return money.getAmount().toPlainString() + " " + money.getCurrencyUnit();
    }
}
