package io.cartulary.command.credit;

import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.credit.CreditEvent.Kind;
import java.time.Duration;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// Payment with gift cards as production has it.
public final class CreditInMemory {

    public static final String GIFT_CARD = CreditPayments.GIFT_CARD;

    private CreditInMemory() {}

    public static PaymentProvider giftCards(CommandGateway commands, InstantSource clock) {
        return new CreditPayments(
                Kind.GIFT_CARD, commands, new CreditSettings(Duration.ofHours(1)), clock);
    }
}
