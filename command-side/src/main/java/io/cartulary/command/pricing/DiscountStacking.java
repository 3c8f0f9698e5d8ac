package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.LeftOut.BETTER_ONE_APPLIES;
import static io.cartulary.command.pricing.LeftOut.DISCOUNT_CAP_REACHED;
import static io.cartulary.command.pricing.LeftOut.NOTHING_LEFT_TO_DISCOUNT;
import static io.cartulary.command.pricing.LeftOut.NOT_COMBINABLE;
import static io.cartulary.command.pricing.LeftOut.SHIPPING_FREE_ANYWAY;
import static io.cartulary.command.pricing.PricingRejection.COUPON_UNKNOWN;

import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.refusal.Reason;
import io.cartulary.events.Percent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Decides which discounts an order gets, what each takes off every line, and says of every other
/// why it does not apply.
///
/// 1. A discount whose own [conditions][DiscountConditions] are not met falls out.
/// 2. Of those that share a `bestOf` name, only the one stays that would take most off alone.
/// 3. The others come in the order of their priority, the highest first; of equal priority the one
///    that would take more off alone, then by code. One that is not combinable applies only when it
///    comes first, and then alone.
/// 4. Each takes its share of what its eligible lines still cost after those before it, never above
///    its own maximum, what is left, or what the cap on all discounts leaves.
final class DiscountStacking {

    private final OrderToPrice order;
    private final List<PricedLine> lines;
    private final CurrencyUnit currency;
    private final long subtotal;

    /// What each line still costs.
    private final long[] left;

    private long capLeft;
    private final List<Candidate> applied = new ArrayList<>();
    private final List<DiscountVerdict> verdicts = new ArrayList<>();

    /// @param eligible which lines it applies to
    /// @param alone what it would take off if it were the only one
    private record Candidate(CouponOffer offer, boolean[] eligible, long alone) {

        static final Comparator<Candidate> BETTER_FIRST =
                Comparator.comparingLong(Candidate::alone)
                        .reversed()
                        .thenComparing(candidate -> candidate.code().value());

        static final Comparator<Candidate> IN_TURN =
                Comparator.comparingInt(
                                (Candidate candidate) -> candidate.terms().stacking().priority())
                        .reversed()
                        .thenComparing(BETTER_FIRST);

        CouponCode code() {
            return offer.code();
        }

        CouponTerms terms() {
            return offer.terms();
        }
    }

    private DiscountStacking(OrderToPrice order, List<PricedLine> lines, CurrencyUnit currency) {
        this.order = order;
        this.lines = lines;
        this.currency = currency;
        left = lines.stream().mapToLong(PricedLine::amount).toArray();
        subtotal = Arrays.stream(left).sum();
        capLeft =
                MinorUnits.share(
                        subtotal, order.rules().discountCap().thousandths(), Percent.WHOLE);
    }

    /// What the discounts of an order come to.
    ///
    /// @param byLine what they take off each line, in minor units
    record Outcome(long[] byLine, List<DiscountVerdict> verdicts) {

        boolean freesShipping() {
            return verdicts.stream()
                    .anyMatch(verdict -> verdict.applies() && verdict.freeShipping());
        }

        /// When shipping turned out to cost nothing, what would free it is not used up.
        Outcome withShippingFreeAnyway() {
            return new Outcome(
                    byLine,
                    verdicts.stream()
                            .map(verdict ->
                                    verdict.applies() && verdict.freeShipping()
                                            ? leftOut(verdict, SHIPPING_FREE_ANYWAY)
                                            : verdict)
                            .toList());
        }

        private static DiscountVerdict leftOut(DiscountVerdict verdict, Reason reason) {
            return new DiscountVerdict(
                    verdict.code(),
                    verdict.automatic(),
                    verdict.amount(),
                    false,
                    reason,
                    reason.sentence());
        }
    }

    static Outcome of(OrderToPrice order, List<PricedLine> lines, CurrencyUnit currency) {
        if (order.offers().isEmpty() && order.unknown().isEmpty()) {
            return new Outcome(new long[lines.size()], List.of());
        }
        return new DiscountStacking(order, lines, currency).decide();
    }

    private Outcome decide() {
        var conditions = new DiscountConditions(order, subtotal, currency);
        var candidates = new ArrayList<Candidate>();
        for (var offer : order.offers()) {
            var eligible = eligible(offer.terms());
            var refusal = conditions.refusalOf(offer, eligible);
            if (refusal.isPresent()) {
                leaveOut(offer, refusal.get(), refusal.get().sentence());
            } else {
                candidates.add(new Candidate(offer, eligible, amountOf(offer.terms(), eligible)));
            }
        }
        order.unknown()
                .forEach(code ->
                        verdicts.add(
                                verdict(
                                        code,
                                        false,
                                        0,
                                        false,
                                        COUPON_UNKNOWN,
                                        COUPON_UNKNOWN.sentence())));
        keepTheBestOfEach(candidates).stream().sorted(Candidate.IN_TURN).forEach(this::take);
        var byLine = new long[left.length];
        Arrays.setAll(byLine, index -> lines.get(index).amount() - left[index]);
        // What applies is named first, in its order.
        verdicts.sort(Comparator.comparing(verdict -> !verdict.applies()));
        return new Outcome(byLine, List.copyOf(verdicts));
    }

    private List<Candidate> keepTheBestOfEach(List<Candidate> candidates) {
        var best = new HashMap<String, Candidate>();
        for (var candidate : candidates) {
            var name = candidate.terms().stacking().bestOf();
            if (name != null) {
                best.merge(
                        name,
                        candidate,
                        (one, other) ->
                                Candidate.BETTER_FIRST.compare(one, other) <= 0 ? one : other);
            }
        }
        var kept = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            var winner = best.getOrDefault(candidate.terms().stacking().bestOf(), candidate);
            if (winner == candidate) {
                kept.add(candidate);
            } else {
                leaveOut(
                        candidate.offer(),
                        BETTER_ONE_APPLIES,
                        "%s takes more off, and only the better of the two applies."
                                .formatted(winner.code()));
            }
        }
        return kept;
    }

    private void take(Candidate candidate) {
        var first = applied.isEmpty() ? null : applied.getFirst();
        if (first != null && !(isCombinable(first) && isCombinable(candidate))) {
            leaveOut(
                    candidate.offer(),
                    NOT_COMBINABLE,
                    "It does not go together with %s, which comes first.".formatted(first.code()));
            return;
        }
        var frees = candidate.terms().discount() instanceof FreeShipping;
        var wanted = amountOf(candidate.terms(), candidate.eligible());
        var amount = Math.min(wanted, capLeft);
        if (frees ? isShippingFreed() : amount == 0) {
            var reason = wanted > 0 ? DISCOUNT_CAP_REACHED : NOTHING_LEFT_TO_DISCOUNT;
            leaveOut(candidate.offer(), reason, reason.sentence());
            return;
        }
        var shares = MinorUnits.spread(amount, eligibleAmounts(candidate.eligible()));
        Arrays.setAll(left, index -> left[index] - shares[index]);
        capLeft -= amount;
        applied.add(candidate);
        verdicts.add(
                verdict(
                        candidate.code(),
                        candidate.terms().automatic(),
                        amount,
                        frees,
                        null,
                        null));
    }

    private boolean isShippingFreed() {
        return applied.stream()
                .anyMatch(candidate -> candidate.terms().discount() instanceof FreeShipping);
    }

    private static boolean isCombinable(Candidate candidate) {
        return candidate.terms().stacking().combinable();
    }

    /// What a discount takes off what its lines still cost, before the cap on all.
    private long amountOf(CouponTerms terms, boolean[] eligible) {
        var cost = Arrays.stream(eligibleAmounts(eligible)).sum();
        return switch (terms.discount()) {
            case PercentageOff(var percent) -> {
                var share = MinorUnits.share(cost, percent.thousandths(), Percent.WHOLE);
                var maximum = terms.maximumDiscount();
                yield maximum == null ? share : Math.min(share, maximum.getAmountMinorLong());
            }
            case AmountOff(var amount) -> Math.min(cost, amount.getAmountMinorLong());
            case FreeShipping() -> 0;
        };
    }

    private boolean[] eligible(CouponTerms terms) {
        var eligible = new boolean[left.length];
        for (var index = 0; index < eligible.length; index++) {
            eligible[index] = lines.get(index).isEligible(terms);
        }
        return eligible;
    }

    private long[] eligibleAmounts(boolean[] eligible) {
        var amounts = new long[left.length];
        Arrays.setAll(amounts, index -> eligible[index] ? left[index] : 0);
        return amounts;
    }

    private void leaveOut(CouponOffer offer, Reason reason, String detail) {
        verdicts.add(verdict(offer.code(), offer.terms().automatic(), 0, false, reason, detail));
    }

    private DiscountVerdict verdict(
            CouponCode code,
            boolean automatic,
            long amount,
            boolean freeShipping,
            @Nullable Reason reason,
            @Nullable String detail) {
        return new DiscountVerdict(
                code, automatic, Money.ofMinor(currency, amount), freeShipping, reason, detail);
    }
}
