package io.cartulary.simulation.bank;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.world.World;
import io.cartulary.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.axonframework.commandhandling.CommandExecutionException;
import org.joda.money.Money;

/// The simulated provider as docs/payments.md describes it: takes all of the money some time after
/// it was asked, reports by signed callbacks, knows charges by our names.
public final class SimulatedBank implements PaymentProvider {

    public static final String NAME = "simulated";
    public static final List<String> TOKENS =
            List.of(
                    "settles",
                    "settles",
                    "settles",
                    "settles",
                    "declines",
                    "late",
                    "silent",
                    "never",
                    "at_once");

    private final World world;
    private final Ledger ledger;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private BiConsumer<String, byte[]> callbacks = (_, _) -> {};
    private int charges;

    public SimulatedBank(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    private static final class Account {
        private final String chargeId;
        private final Money amount;
        private final Map<String, Money> refunds = new LinkedHashMap<>();
        private Status status = Status.PENDING;

        Account(String chargeId, Money amount) {
            this.chargeId = chargeId;
            this.amount = amount;
        }

        Charge charge() {
            return new Charge(chargeId, amount, status);
        }
    }

    public void clear() {
        accounts.clear();
        charges = 0;
    }

    public void setCallbacks(BiConsumer<String, byte[]> receiver) {
        callbacks = receiver;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EffectGuarantee guarantee() {
        return EffectGuarantee.DEDUPLICATED_BY_KEY;
    }

    @Override
    public boolean knowsOurNames() {
        return true;
    }

    @Override
    public Charge charge(NewCharge wanted, EffectAttempt attempt) {
        world.asks();
        var reference = wanted.paymentId().value();
        var account = accounts.get(reference);
        if (account == null) {
            account = new Account("ch_" + charges++, wanted.amount());
            accounts.put(reference, account);
            begin(reference, account, wanted.token());
        }
        world.answers();
        return account.charge();
    }

    private void begin(String reference, Account account, String token) {
        var random = world.random();
        switch (token) {
            case "settles" -> end(reference, account, Status.SETTLED, Duration.ofSeconds(20), true);
            case "at_once" -> end(reference, account, Status.SETTLED, Duration.ZERO, true);
            case "declines" ->
                    end(reference, account, Status.DECLINED, Duration.ofSeconds(20), true);
            case "late" -> end(reference, account, Status.SETTLED, Duration.ofMinutes(60), true);
            case "silent" ->
                    end(
                            reference,
                            account,
                            random.in(0.7) ? Status.SETTLED : Status.DECLINED,
                            Duration.ofMinutes(10),
                            false);
            case "never" -> {
                /* until it is called off */
            }
            default -> account.status = Status.DECLINED;
        }
    }

    private void end(
            String reference, Account account, Status end, Duration latest, boolean reports) {
        world.time()
                .in(
                        world.random().within(latest),
                        () -> {
                            if (account.status != Status.PENDING) {
                                return;
                            }
                            account.status = end;
                            if (end == Status.SETTLED) {
                                ledger.take(reference, account.amount.getAmountMinorLong());
                            }
                            if (reports) {
                                world.tellUs(
                                        world.random().within(Duration.ofSeconds(5)),
                                        "callback: " + reference + " " + end,
                                        () -> callBack(reference, account, end));
                            }
                        });
    }

    private void callBack(String reference, Account account, Status end) {
        var body =
                """
                {"eventId":"evt_%s","type":"charge.%s","reference":"%s","chargeId":"%s","amount":%d,"currency":"%s"}\
                """
                        .formatted(
                                account.chargeId,
                                end == Status.SETTLED ? "settled" : "declined",
                                reference,
                                account.chargeId,
                                account.amount.getAmountMinorLong(),
                                account.amount.getCurrencyUnit())
                        .getBytes(StandardCharsets.UTF_8);
        callbacks.accept(signed(body, PaymentsInMemory.SECRET), body);
    }

    /// Somebody else says that a payment was settled.
    public void forge(PaymentId paymentId, Money amount) {
        var account = new Account("ch_forged", amount);
        world.time()
                .in(
                        world.random().within(Duration.ofMinutes(5)),
                        () -> {
                            var body =
                                    """
                                    {"eventId":"evt_x","type":"charge.settled","reference":"%s","chargeId":"%s","amount":%d,"currency":"%s"}\
                                    """
                                            .formatted(
                                                    paymentId,
                                                    account.chargeId,
                                                    amount.getAmountMinorLong(),
                                                    amount.getCurrencyUnit())
                                            .getBytes(StandardCharsets.UTF_8);
                            try {
                                callbacks.accept(signed(body, "guessed"), body);
                            } catch (ProblemException | CommandExecutionException refused) {
                                world.report(
                                        "forger",
                                        () -> paymentId + " is refused: " + refused.getMessage());
                            }
                        });
    }

    private String signed(byte[] body, String secret) {
        var seconds = Long.toString(world.time().instant().getEpochSecond());
        var mac =
                HmacUtils.getInitializedMac(
                        HmacAlgorithms.HMAC_SHA_256, secret.getBytes(StandardCharsets.UTF_8));
        mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        world.asks();
        var account = Optional.ofNullable(accounts.get(payment.paymentId().value()));
        var found = account.map(Account::charge);
        world.answers();
        return found;
    }

    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        world.asks();
        var account =
                accounts.computeIfAbsent(
                        payment.paymentId().value(),
                        _ -> new Account("ch_" + charges++, payment.amount()));
        if (account.status == Status.PENDING) {
            account.status = Status.VOIDED;
        }
        var answer = account.charge();
        world.answers();
        return answer;
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        world.asks();
        var account = accounts.get(payment.paymentId().value());
        if (account == null || account.status != Status.SETTLED) {
            throw EffectFailed.refused("not_settled", "There is nothing to give back", null);
        }
        if (!account.refunds.containsKey(attempt.key())) {
            var before =
                    account.refunds.values().stream().mapToLong(Money::getAmountMinorLong).sum();
            if (before + amount.getAmountMinorLong() > account.amount.getAmountMinorLong()) {
                throw EffectFailed.refused("too_much", "More than was taken", null);
            }
            account.refunds.put(attempt.key(), amount);
            ledger.giveBack(payment.paymentId().value(), amount.getAmountMinorLong());
        }
        world.answers();
        return RefundProgress.SETTLED;
    }

    /// Money that is authorised and neither captured nor released.
    public List<String> pending() {
        return accounts.entrySet().stream()
                .filter(account -> account.getValue().status == Status.PENDING)
                .map(Map.Entry::getKey)
                .toList();
    }
}
