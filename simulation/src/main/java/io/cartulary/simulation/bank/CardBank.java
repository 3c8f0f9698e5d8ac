package io.cartulary.simulation.bank;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A provider of the kind of Stripe: it authorises the payment once the shopper approved, takes it
/// when it is captured, whole or in parts, knows charges by its own names, and a refund may fail
/// after it was accepted. A promise that no one takes expires, and what was taken may be disputed.
public final class CardBank implements PaymentProvider {

    public static final String NAME = "card";

    /// Authorised until staff capture it; of the second kind not by more than one capture.
    private static final String HELD = "held";

    private static final String HELD_ONCE = "held_once";

    public static final List<String> TOKENS =
            List.of(
                    "approved",
                    "approved",
                    "approved",
                    HELD,
                    HELD,
                    HELD_ONCE,
                    "declined",
                    "abandoned",
                    "expires");

    private final World world;
    private final Ledger ledger;
    private final Map<String, Intent> byKey = new LinkedHashMap<>();
    private Webhook webhook = new NoWebhook();

    /// Who hears of what happens.
    public interface Webhook {

        void charge(PaymentId paymentId, Charge charge);

        void refund(PaymentId paymentId, RefundId refundId, boolean settled);

        /// @param won absent until the payer's bank has decided
        void dispute(PaymentId paymentId, String reference, Money amount, @Nullable Boolean won);
    }

    private static final class NoWebhook implements Webhook {

        @Override
        public void charge(PaymentId paymentId, Charge charge) {
            /* no one */
        }

        @Override
        public void refund(PaymentId paymentId, RefundId refundId, boolean settled) {
            /* no one */
        }

        @Override
        public void dispute(
                PaymentId paymentId, String reference, Money amount, @Nullable Boolean won) {
            /* no one */
        }
    }

    public CardBank(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    private static final class Intent {
        private final String reference;
        private final PaymentId paymentId;
        private final Money amount;
        private final String token;
        private final Set<String> captures = new HashSet<>();
        private final List<Returned> refunds = new ArrayList<>();
        private final List<Dispute> disputes = new ArrayList<>();
        private Status status = Status.PENDING;
        private long captured;

        Intent(String reference, PaymentId paymentId, Money amount, String token) {
            this.reference = reference;
            this.paymentId = paymentId;
            this.amount = amount;
            this.token = token;
        }

        Charge charge() {
            return new Charge(
                    reference,
                    switch (status) {
                        case SETTLED -> Money.ofMinor(amount.getCurrencyUnit(), captured);
                        case AUTHORISED -> amount;
                        case PENDING, APPROVED, DECLINED, VOIDED, REFUNDED -> null;
                    },
                    status,
                    !isHeld(),
                    status == Status.PENDING ? "https://approve.invalid" : null);
        }

        boolean isHeld() {
            return token.equals(HELD) || token.equals(HELD_ONCE);
        }

        /// What was taken and neither goes back nor is or was disputed.
        public long left() {
            var left = captured;
            for (var refund : refunds) {
                left -= refund.progress == RefundProgress.FAILED ? 0 : refund.amount;
            }
            for (var dispute : disputes) {
                left -= Boolean.TRUE.equals(dispute.won) ? 0 : dispute.amount;
            }
            return left;
        }
    }

    private static final class Dispute {
        private final String reference;
        private final long amount;
        private @Nullable Boolean won;

        Dispute(String reference, long amount) {
            this.reference = reference;
            this.amount = amount;
        }
    }

    private static final class Returned {
        private final String key;
        private final RefundId refundId;
        private final long amount;
        private RefundProgress progress = RefundProgress.PENDING;

        Returned(String key, RefundId refundId, long amount) {
            this.key = key;
            this.refundId = refundId;
            this.amount = amount;
        }
    }

    public void clear() {
        byKey.clear();
    }

    public void setWebhook(Webhook webhook) {
        this.webhook = webhook;
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
    public Charge charge(NewCharge wanted, EffectAttempt attempt) {
        world.asks();
        var intent = byKey.get(attempt.key());
        if (intent == null) {
            intent =
                    new Intent(
                            "pi_" + byKey.size(),
                            wanted.paymentId(),
                            wanted.amount(),
                            wanted.token());
            byKey.put(attempt.key(), intent);
            begin(intent);
        }
        var answer = intent.charge();
        world.answers();
        return answer;
    }

    private void begin(Intent intent) {
        switch (intent.token) {
            case "approved", HELD, HELD_ONCE, "expires" -> end(intent, Status.AUTHORISED);
            case "declined" -> end(intent, Status.DECLINED);
            default -> {
                /* the shopper closed the window */
            }
        }
    }

    private void end(Intent intent, Status end) {
        world.time()
                .in(
                        world.random().within(Duration.ofMinutes(world.random().in(0.1) ? 60 : 5)),
                        () -> {
                            if (intent.status == Status.PENDING) {
                                intent.status = end;
                                world.report(NAME, () -> intent.paymentId + " is " + end);
                                notify(intent);
                                if (intent.isHeld() && world.random().in(0.4)) {
                                    expire(intent, world.random().in(0.3) ? 4 : 72);
                                }
                            }
                        });
    }

    private void expire(Intent intent, int hours) {
        world.time().in(world.random().within(Duration.ofHours(hours)), () -> expire(intent));
    }

    /// What was taken of it stays ours.
    private void expire(Intent intent) {
        if (intent.status == Status.AUTHORISED) {
            intent.status = intent.captured > 0 ? Status.SETTLED : Status.VOIDED;
            world.report(NAME, () -> intent.paymentId + " expires");
            notify(intent);
        }
    }

    private void notify(Intent intent) {
        if (world.random().in(0.1)) {
            return; // they forget some
        }
        world.tellUs(
                world.random().within(Duration.ofSeconds(10)),
                "webhook: " + intent.paymentId,
                () -> {
                    var charge = intent.charge();
                    world.meanwhile();
                    webhook.charge(intent.paymentId, charge);
                });
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        world.asks();
        var found = intent(payment).map(Intent::charge);
        world.answers();
        return found;
    }

    private Optional<Intent> intent(CurrentPayment payment) {
        return byKey.values().stream()
                .filter(intent ->
                        payment.providerReference() == null
                                ? intent.paymentId.equals(payment.paymentId())
                                : intent.reference.equals(payment.providerReference()))
                .findFirst();
    }

    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        world.asks();
        var intent = intent(payment);
        if (intent.isEmpty()) {
            world.answers();
            return new Charge(payment.paymentId().value(), null, Status.VOIDED);
        }
        var present = intent.get();
        switch (present.status) {
            case PENDING, APPROVED, AUTHORISED ->
                    present.status = present.captured > 0 ? Status.SETTLED : Status.VOIDED;
            case SETTLED, DECLINED, VOIDED, REFUNDED -> {
                /* it has ended */
            }
        }
        var answer = present.charge();
        world.answers();
        return answer;
    }

    @Override
    public Optional<String> capture(
            CurrentPayment payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        world.asks();
        var intent =
                intent(payment)
                        .orElseThrow(() -> EffectFailed.refused("unknown", "No such intent", null));
        if (!intent.captures.contains(attempt.key())) {
            if (intent.token.equals("expires")) {
                intent.status = Status.VOIDED;
            }
            if (intent.status != Status.AUTHORISED
                    || intent.captured + amount.getAmountMinorLong()
                            > intent.amount.getAmountMinorLong()
                    || !last && intent.token.equals(HELD_ONCE)) {
                throw EffectFailed.refused("not_capturable", "It is " + intent.status, null);
            }
            intent.captures.add(attempt.key());
            intent.captured += amount.getAmountMinorLong();
            ledger.take(intent.paymentId.value(), amount.getAmountMinorLong());
            if (world.random().in(0.15)) {
                world.time()
                        .in(
                                world.random()
                                        .within(Duration.ofHours(world.random().in(0.4) ? 4 : 96)),
                                () -> dispute(intent));
            }
            if (!last && world.random().in(0.1)) {
                world.time()
                        .in(world.random().within(Duration.ofSeconds(20)), () -> expire(intent));
            }
            if (last) {
                intent.status = Status.SETTLED;
                notify(intent);
            }
        }
        world.answers();
        return Optional.empty();
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        world.asks();
        var intent =
                intent(payment)
                        .orElseThrow(() -> EffectFailed.refused("unknown", "No such intent", null));
        var refund =
                intent.refunds.stream()
                        .filter(one -> one.key.equals(attempt.key()))
                        .findFirst()
                        .orElseGet(() -> begin(intent, attempt.key(), refundId, minor(amount)));
        var answer = refund.progress;
        world.answers();
        return answer;
    }

    private static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }

    private Returned begin(Intent intent, String key, RefundId refundId, long amount) {
        if (amount > intent.left()) {
            throw EffectFailed.refused("too_much", "More than is left", null);
        }
        var refund = new Returned(key, refundId, amount);
        intent.refunds.addFirst(refund);
        if (world.random().in(0.5)) {
            settle(intent, refund);
        } else {
            world.time()
                    .in(
                            world.random().within(Duration.ofHours(2)),
                            () -> endRefund(intent, refund));
        }
        return refund;
    }

    private void endRefund(Intent intent, Returned refund) {
        if (world.random().in(0.2)) {
            refund.progress = RefundProgress.FAILED;
            world.report(NAME, () -> refund.refundId + " fails");
        } else {
            settle(intent, refund);
        }
        if (world.random().in(0.2)) {
            return; // they forget some
        }
        var settled = refund.progress == RefundProgress.SETTLED;
        world.tellUs(
                world.random().within(Duration.ofSeconds(10)),
                "webhook: " + refund.refundId + (settled ? " is back" : " failed"),
                () -> webhook.refund(intent.paymentId, refund.refundId, settled));
    }

    /// The payer wants their money back through their bank, which takes its time to decide.
    private void dispute(Intent intent) {
        var random = world.random();
        var left = intent.left();
        if (left <= 0) {
            return;
        }
        var amount = left == 1 || random.in(0.5) ? left : 1 + random.upTo((int) left - 1);
        var dispute = new Dispute(intent.reference + "_dp" + intent.disputes.size(), amount);
        intent.disputes.add(dispute);
        world.report(NAME, () -> dispute.reference + " disputes " + amount);
        notify(intent, dispute);
        world.time()
                .in(
                        random.within(Duration.ofHours(random.in(0.6) ? 8 : 48)),
                        () -> {
                            dispute.won = world.random().in(0.5);
                            if (!dispute.won) {
                                ledger.chargeBack(intent.paymentId.value(), amount);
                            }
                            notify(intent, dispute);
                        });
    }

    private void notify(Intent intent, Dispute dispute) {
        var won = dispute.won;
        world.tellUs(
                world.random().within(Duration.ofMinutes(world.random().in(0.2) ? 60 : 1)),
                "webhook: " + dispute.reference + (won == null ? "" : won ? " is won" : " is lost"),
                () ->
                        webhook.dispute(
                                intent.paymentId,
                                dispute.reference,
                                Money.ofMinor(intent.amount.getCurrencyUnit(), dispute.amount),
                                won));
    }

    private void settle(Intent intent, Returned refund) {
        refund.progress = RefundProgress.SETTLED;
        ledger.giveBack(intent.paymentId.value(), refund.amount);
    }

    @Override
    public Optional<RefundProgress> findRefund(
            CurrentPayment payment, RefundId refundId, Money amount) {
        world.asks();
        var found =
                intent(payment)
                        .flatMap(intent ->
                                intent.refunds.stream()
                                        .filter(one -> one.refundId.equals(refundId))
                                        .findFirst()
                                        .map(one -> one.progress));
        world.answers();
        return found;
    }

    private List<Intent> intents(PaymentId paymentId) {
        return byKey.values().stream()
                .filter(intent -> intent.paymentId.equals(paymentId))
                .toList();
    }

    /// What of a payment could still go back.
    public long left(PaymentId paymentId) {
        return intents(paymentId).stream().mapToLong(Intent::left).sum();
    }

    /// What payers' banks ask for or took.
    public long disputed(PaymentId paymentId) {
        return intents(paymentId).stream()
                .flatMap(intent -> intent.disputes.stream())
                .filter(dispute -> !Boolean.TRUE.equals(dispute.won))
                .mapToLong(dispute -> dispute.amount)
                .sum();
    }

    /// Whether a bank has still to decide.
    public boolean isDisputed(PaymentId paymentId) {
        return intents(paymentId).stream()
                .flatMap(intent -> intent.disputes.stream())
                .anyMatch(dispute -> dispute.won == null);
    }

    /// The shop gave money back in another way: who has it does not ask their bank for it.
    public void handedOver(PaymentId paymentId, RefundId refundId, Money amount) {
        for (var intent : intents(paymentId)) {
            var refund = new Returned("by hand", refundId, minor(amount));
            refund.progress = RefundProgress.SETTLED;
            intent.refunds.addFirst(refund);
        }
    }

    /// Money that is authorised and neither captured nor released.
    public List<String> pending() {
        return byKey.values().stream()
                .filter(intent ->
                        intent.status == Status.PENDING || intent.status == Status.AUTHORISED)
                .map(intent -> intent.paymentId.value())
                .toList();
    }

    /// How often each payment was charged.
    public Map<String, Integer> charges() {
        var charges = new LinkedHashMap<String, Integer>();
        byKey.values().forEach(intent -> charges.merge(intent.paymentId.value(), 1, Integer::sum));
        return charges;
    }
}
