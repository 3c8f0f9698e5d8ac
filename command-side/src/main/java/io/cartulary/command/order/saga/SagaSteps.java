package io.cartulary.command.order.saga;

import io.cartulary.command.inventory.StockOfOrder.Refused;
import io.cartulary.command.order.OrderCommand.RequestIntervention;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent.InterventionReason;
import io.cartulary.events.order.OrderId;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps of one order's sagas. A refusal never leaves them, because it would stop all orders
/// for ever; one that is not tolerated is escalated to staff.
public record SagaSteps(CommandGateway commands, OrderId orderId, List<Rejection> tolerated) {

    private static final Logger log = LoggerFactory.getLogger(SagaSteps.class);

    public SagaSteps(CommandGateway commands, OrderId orderId) {
        this(commands, orderId, List.of());
    }

    /// The same steps, to which these refusals are an answer like any other.
    public SagaSteps tolerating(Rejection... refusals) {
        return new SagaSteps(commands, orderId, List.of(refusals));
    }

    /// Whether the command was accepted.
    public boolean send(Object command) {
        return take(() -> commands.sendAndWait(command), command.getClass().getSimpleName());
    }

    /// Whether what the step sends was accepted.
    ///
    /// @param name by which staff know the step
    boolean take(Runnable step, String name) {
        var refusal = refusalOf(step);
        refusal.filter(why -> !tolerated.contains(why))
                .ifPresent(why -> escalate(InterventionReason.STEP_REFUSED, name, null, why));
        return refusal.isEmpty();
    }

    /// Absent when the step was taken.
    static Optional<Rejection> refusalOf(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (CommandExecutionException failure) {
            return Optional.of(rejection(failure));
        }
    }

    /// A failure that is no refusal is a fault: it is thrown on.
    static Rejection rejection(CommandExecutionException failure) {
        if (failure.getDetails().orElse(null) instanceof Rejection why) {
            return why;
        }
        throw failure;
    }

    void escalate(InterventionReason reason, String act, List<Refused> refused) {
        for (var one : refused) {
            escalate(reason, act + "/" + one.pieces().sku(), one.pieces(), one.why());
        }
    }

    void escalate(
            InterventionReason reason,
            String reference,
            @Nullable SkuQuantity pieces,
            Rejection why) {
        log.error("{}: {}, {} {}: {}", orderId, reason, reference, pieces, why.sentence());
        var request = new RequestIntervention(orderId, reference, reason, pieces, why.name());
        refusalOf(() -> commands.sendAndWait(request))
                .ifPresent(refusal ->
                        log.error(
                                "{} cannot ask for an intervention: {}",
                                orderId,
                                refusal.sentence()));
    }
}
