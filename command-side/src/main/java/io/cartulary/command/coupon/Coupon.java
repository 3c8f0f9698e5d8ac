package io.cartulary.command.coupon;

import static io.cartulary.command.coupon.CouponRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.Bookkeeping;
import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.reservation.Reservations;
import io.cartulary.command.reservation.Reservations.Outcome;
import io.cartulary.command.reservation.Reservations.Step;
import io.cartulary.command.reservation.Reservations.Verdict;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// A code that gives a discount, and how often it was used.
///
/// Uses are not kept by order for ever: the last [CouponCommand#REMEMBERED] orders are, which is
/// enough to distinguish a repeat from a saga's step that is delivered again.
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotEvery200Events",
        lockFactory = "locksAcrossProcesses")
class Coupon {

    @AggregateIdentifier private CouponId couponId;
    private CouponCode code;
    private @Nullable CouponTerms terms;
    private boolean active;
    private int uses;

    /// Counted only since the terms first limited uses by customer: without a limit no one asks.
    @Bookkeeping private boolean countsByCustomer;

    private Map<CustomerId, Integer> usesByCustomer = new HashMap<>();

    /// A use is taken the moment it is asked for, so no promise stays open.
    @Bookkeeping
    private Reservations<Integer> orders = new Reservations<>(CouponCommand.REMEMBERED);

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateCoupon command) {
        if (terms == null) {
            apply(new CouponCreated(command.couponId(), command.code(), command.terms()));
        } else if (!terms.equals(command.terms())) {
            throw new CommandRejected(CODE_TAKEN);
        }
    }

    @CommandHandler
    void decide(ReviseCoupon command) {
        if (!command.terms().equals(terms)) {
            apply(new CouponRevised(couponId, code, command.terms()));
        }
    }

    @CommandHandler
    void decide(ActivateCoupon command) {
        if (!active) {
            apply(new CouponActivated(couponId, code));
        }
    }

    @CommandHandler
    void decide(DeactivateCoupon command) {
        if (active) {
            apply(new CouponDeactivated(couponId, code));
        }
    }

    @CommandHandler
    void decide(RedeemCoupon command) {
        if (orders.judge(command.orderId().value(), Step.RESERVE) == Verdict.NOTHING_NEW) {
            return;
        }
        if (!active) {
            throw new CommandRejected(COUPON_INACTIVE);
        }
        CouponRejection.ofInstant(terms, command.placedAt())
                .ifPresent(refusal -> {
                    throw new CommandRejected(refusal);
                });
        if (terms.usageLimit() != null && uses >= terms.usageLimit()) {
            throw new CommandRejected(COUPON_USED_UP);
        }
        if (usesByCustomer.getOrDefault(command.customerId(), 0) >= limitOfCustomer(terms)) {
            throw new CommandRejected(COUPON_USED_BY_CUSTOMER);
        }
        apply(
                new CouponRedeemed(
                        couponId,
                        code,
                        command.orderId(),
                        command.customerId(),
                        command.discount(),
                        uses + 1));
    }

    @CommandHandler
    void decide(ReturnCouponUse command) {
        var verdict = orders.judge(command.orderId().value(), Step.GIVE_BACK);
        if (verdict == Verdict.RECORD && uses > 0) {
            apply(
                    new CouponUseReturned(
                            couponId, code, command.orderId(), command.customerId(), uses - 1));
        }
    }

    @EventSourcingHandler
    void evolve(CouponCreated event) {
        couponId = event.couponId();
        code = event.code();
        active = true;
        adopt(event.terms());
    }

    @EventSourcingHandler
    void evolve(CouponRevised event) {
        adopt(event.terms());
    }

    @EventSourcingHandler
    void evolve(CouponActivated event) {
        active = true;
    }

    @EventSourcingHandler
    void evolve(CouponDeactivated event) {
        active = false;
    }

    @EventSourcingHandler
    void evolve(CouponRedeemed event) {
        uses = event.uses();
        if (countsByCustomer) {
            usesByCustomer.merge(event.customerId(), 1, Integer::sum);
        }
        orders.close(event.orderId().value(), Outcome.CONFIRMED);
    }

    @EventSourcingHandler
    void evolve(CouponUseReturned event) {
        uses = event.uses();
        usesByCustomer.computeIfPresent(
                event.customerId(), (_, count) -> count == 1 ? null : count - 1);
        orders.close(event.orderId().value(), Outcome.GIVEN_BACK);
    }

    private static int limitOfCustomer(CouponTerms terms) {
        if (terms.firstOrderOnly()) {
            return 1;
        }
        return terms.perCustomerLimit() == null ? Integer.MAX_VALUE : terms.perCustomerLimit();
    }

    private void adopt(CouponTerms adopted) {
        terms = adopted;
        countsByCustomer |= limitOfCustomer(adopted) < Integer.MAX_VALUE;
    }
}
