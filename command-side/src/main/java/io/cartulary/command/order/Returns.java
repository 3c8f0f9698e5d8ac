package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Personal;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.ReturnId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The returns of an order. Never changes; every step makes another.
record Returns(Map<ReturnId, Return> returns) {

    static final Returns NONE = new Returns(Map.of());

    enum State {
        REQUESTED,
        APPROVED,
        REFUSED,
        RECEIVED
    }

    record Return(List<LinePieces> pieces, State state) {}

    boolean contains(ReturnId returnId) {
        return returns.containsKey(returnId);
    }

    Return one(ReturnId returnId) {
        var found = returns.get(returnId);
        if (found == null) {
            throw new CommandRejected(UNKNOWN_RETURN);
        }
        return found;
    }

    boolean isApproved(ReturnId returnId) {
        return one(returnId).state() == State.APPROVED;
    }

    /// Refused unless what is sent back may come in, or other goods go out for it.
    void requireApproved(ReturnId returnId) {
        switch (one(returnId).state()) {
            case REQUESTED -> throw new CommandRejected(RETURN_NOT_APPROVED);
            case APPROVED -> {
                /* it may */
            }
            case REFUSED -> throw new CommandRejected(RETURN_REFUSED);
            case RECEIVED -> throw new CommandRejected(ALREADY_RECEIVED);
        }
    }

    List<OrderEvent> decide(
            RequestReturn command, Goods goods, Function<String, Personal<String>> personal) {
        return contains(command.returnId())
                ? List.of()
                : List.of(
                        new ReturnRequested(
                                command.orderId(),
                                command.returnId(),
                                goods.pick(command.pieces(), Goods.Line::returnable),
                                command.reason(),
                                words(command.comment(), personal)));
    }

    List<OrderEvent> decide(ApproveReturn command) {
        return switch (one(command.returnId()).state()) {
            case REQUESTED -> List.of(new ReturnApproved(command.orderId(), command.returnId()));
            case APPROVED, RECEIVED -> List.of();
            case REFUSED -> throw new CommandRejected(RETURN_REFUSED);
        };
    }

    List<OrderEvent> decide(RefuseReturn command, Function<String, Personal<String>> personal) {
        return switch (one(command.returnId()).state()) {
            case REQUESTED, APPROVED ->
                    List.of(
                            new ReturnRefused(
                                    command.orderId(),
                                    command.returnId(),
                                    words(command.explanation(), personal)));
            case REFUSED -> List.of();
            case RECEIVED -> throw new CommandRejected(ALREADY_RECEIVED);
        };
    }

    List<OrderEvent> decide(ReceiveReturn command, Goods goods, Account account) {
        return switch (one(command.returnId()).state()) {
            case REQUESTED -> throw new CommandRejected(RETURN_NOT_APPROVED);
            case APPROVED -> List.of(receipt(command, goods, account));
            case REFUSED -> throw new CommandRejected(RETURN_REFUSED);
            case RECEIVED -> List.of();
        };
    }

    private ReturnReceived receipt(ReceiveReturn command, Goods goods, Account account) {
        var lines = received(command.returnId(), command.pieces(), goods);
        var amount = account.zero();
        for (var line : lines) {
            amount = amount.plus(line.amount());
        }
        return new ReturnReceived(
                command.orderId(),
                command.returnId(),
                lines,
                account.payers().own(),
                amount,
                account.due().minus(amount),
                command.receivedAt());
    }

    /// What the pieces cost that came in of a return.
    List<ReceivedLine> received(ReturnId returnId, List<ReceivedPieces> pieces, Goods goods) {
        var atMost =
                one(returnId).pieces().stream()
                        .collect(Collectors.toMap(LinePieces::line, LinePieces::quantity));
        return pieces.stream()
                .map(part -> {
                    var all = part.all();
                    var line = goods.line(part.line());
                    if (all.quantity() > atMost.getOrDefault(part.line(), 0)) {
                        throw new CommandRejected(TOO_MANY_PIECES);
                    }
                    return new ReceivedLine(
                            part.line(),
                            line.sku(),
                            part.restocked(),
                            part.scrapped(),
                            line.priceOf(all.quantity()),
                            part.in());
                })
                .toList();
    }

    private static @Nullable Personal<String> words(
            @Nullable String text, Function<String, Personal<String>> personal) {
        return text == null ? null : personal.apply(text);
    }

    Returns evolve(OrderEvent event) {
        return switch (event) {
            case ReturnRequested e -> with(e.returnId(), new Return(e.pieces(), State.REQUESTED));
            case ReturnApproved e -> in(State.APPROVED, e.returnId());
            case ReturnRefused e -> in(State.REFUSED, e.returnId());
            case ReturnReceived e -> in(State.RECEIVED, e.returnId());
            default -> this;
        };
    }

    private Returns in(State next, ReturnId returnId) {
        return with(returnId, new Return(returns.get(returnId).pieces(), next));
    }

    private Returns with(ReturnId returnId, Return changed) {
        var next = new HashMap<>(returns);
        next.put(returnId, changed);
        return new Returns(next);
    }
}
