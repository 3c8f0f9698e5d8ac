package io.cartulary.simulation.scenario;

import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.simulation.Shop;
import io.cartulary.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Requests of people, who ask again until an answer reaches them.
final class RetriedRequests {

    private static final int MOST_TRIES = 8;

    private final World world;
    private final Shop shop;

    RetriedRequests(World world, Shop shop) {
        this.world = world;
        this.shop = shop;
    }

    void staff(Supplier<Object> command) {
        send("staff", Duration.ofMinutes(1), command, _ -> {});
    }

    <T> Optional<T> ask(String who, Object question, Class<T> type) {
        var answer = shop.ask(who, question);
        return answer.isRefused() ? Optional.empty() : Optional.of(type.cast(answer.value()));
    }

    List<CurrentPayment> payments(OrderAccount account) {
        var payments = new ArrayList<CurrentPayment>();
        for (var payer : account.payments()) {
            payments.add(ask("staff", new ReadPayment(payer), CurrentPayment.class).orElseThrow());
        }
        return payments;
    }

    /// Asks until an answer comes back: the request may be lost, or come late or twice, and so may
    /// the answer.
    void send(String who, Duration longest, Supplier<Object> command, Consumer<Shop.Answer> then) {
        var asked = new Asked(who, command, then);
        world.time().in(world.random().within(longest), () -> asked.once(1));
    }

    private final class Asked {

        private final String who;
        private final Supplier<Object> command;
        private final Consumer<Shop.Answer> then;
        private Object same;
        private boolean answered;

        Asked(String who, Supplier<Object> command, Consumer<Shop.Answer> then) {
            this.who = who;
            this.command = command;
            this.then = then;
            this.same = this;
        }

        void once(int number) {
            if (same == this) {
                same = command.get();
            }
            var random = world.random();
            var losses = world.conditions().losses() / 2;
            var arrived = false;
            try {
                if (!random.in(losses)) {
                    var answer = shop.ask(who, same);
                    if (!random.in(losses) || number >= MOST_TRIES) {
                        arrived = true;
                        if (!answered) {
                            answered = true;
                            then.accept(answer);
                        }
                    }
                }
            } finally {
                if (!arrived && number < MOST_TRIES) {
                    world.time().in(Duration.ofSeconds(30L * number), () -> once(number + 1));
                }
            }
            if (number < MOST_TRIES && random.in(world.conditions().repeats() / 2)) {
                world.time().in(random.within(Duration.ofMinutes(20)), () -> once(MOST_TRIES));
            }
        }
    }
}
