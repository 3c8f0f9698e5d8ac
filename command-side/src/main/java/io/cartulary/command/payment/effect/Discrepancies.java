package io.cartulary.command.payment.effect;

import io.cartulary.command.payment.PaymentCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Raises the alarm when a provider moved money in a way that `Payment` refuses to accept: counter
/// `cartulary_payment_discrepancies` and the log, at level ERROR.
@Component
public class Discrepancies {

    private static final Logger log = LoggerFactory.getLogger(Discrepancies.class);

    private final Counter count;

    public Discrepancies(MeterRegistry meters) {
        this.count =
                Counter.builder("cartulary.payment.discrepancies")
                        .description("movements of money that were refused and need a person")
                        .register(meters);
    }

    public void report(PaymentCommand reported, CommandExecutionException refusal) {
        if (refusal.getDetails().isEmpty()) {
            return; // no refusal but a fault, which is tried again
        }
        count.increment();
        log.error(
                "The provider reported {}, which was refused: {}", reported, refusal.getMessage());
    }
}
