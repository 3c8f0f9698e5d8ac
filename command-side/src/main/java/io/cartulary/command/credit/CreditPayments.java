package io.cartulary.command.credit;

import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.RecordStart;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.payment.RefundId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;

/// Pays with a gift card or with the shopper's own store credit, as if each were a provider
/// outside: the same effects, the same books. What is recorded as token names the account and not
/// the code.
final class CreditPayments implements PaymentProvider {

    static final String GIFT_CARD = "gift-card";
    static final String STORE_CREDIT = "store-credit";

    private static final Set<Object> DECLINES =
            Set.of(
                    CreditRejection.INSUFFICIENT_CREDIT,
                    CreditRejection.CREDIT_EXPIRED,
                    CreditRejection.CREDIT_BLOCKED,
                    CreditRejection.ANOTHER_CURRENCY,
                    GeneralRejection.NOT_FOUND);

    private final Kind kind;
    private final CommandGateway commands;
    private final CreditSettings settings;
    private final InstantSource clock;

    CreditPayments(
            Kind kind, CommandGateway commands, CreditSettings settings, InstantSource clock) {
        this.kind = kind;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return switch (kind) {
            case GIFT_CARD -> GIFT_CARD;
            case STORE_CREDIT -> STORE_CREDIT;
        };
    }

    @Override
    public EffectGuarantee guarantee() {
        return EffectGuarantee.DEDUPLICATED_BY_KEY;
    }

    @Override
    public String tokenToKeep(CustomerId shopper, String token) {
        return switch (kind) {
            case GIFT_CARD ->
                    CreditAccountId.ofGiftCard(new GiftCardCode(token.strip()).text()).value();
            case STORE_CREDIT -> shopper.value();
        };
    }

    private CreditAccountId accountOf(String token, Money amount) {
        return switch (kind) {
            case GIFT_CARD -> new CreditAccountId(token);
            case STORE_CREDIT ->
                    CreditAccountId.ofStoreCredit(
                            new CustomerId(token), amount.getCurrencyUnit().getCode());
        };
    }

    @Override
    public Charge charge(NewCharge charge, EffectAttempt attempt) {
        var account = accountOf(charge.token(), charge.amount());
        var purchase = charge.paymentId().value();
        var now = clock.instant();
        // So that what may have been taken is found whatever happens from here on.
        attempt.send(new RecordStart(charge.paymentId(), account.value(), null));
        try {
            attempt.send(
                    new ReserveCredit(
                            account,
                            purchase,
                            charge.amount(),
                            now,
                            now.plus(settings.reserveFor())));
            attempt.send(new ConfirmCredit(account, purchase));
            return new Charge(account.value(), charge.amount(), Status.SETTLED);
        } catch (CommandExecutionException refusal) {
            if (refusal.getDetails().filter(DECLINES::contains).isEmpty()) {
                throw refusal;
            }
            return new Charge(account.value(), null, Status.DECLINED);
        }
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        return accountOf(payment)
                .filter(credit -> credit.spentOn().contains(payment.paymentId().value()))
                .map(credit ->
                        new Charge(credit.accountId().value(), payment.amount(), Status.SETTLED));
    }

    private Optional<CreditSummary> accountOf(CurrentPayment payment) {
        if (payment.providerReference() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    commands.sendAndWait(
                            new ReadCredit(new CreditAccountId(payment.providerReference()))));
        } catch (CommandExecutionException refusal) {
            if (refusal.getDetails().filter(GeneralRejection.NOT_FOUND::equals).isEmpty()) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    /// What is kept is free again; what was spent is reported, and goes back by a refund.
    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        var paymentId = payment.paymentId().value();
        return find(payment)
                .orElseGet(() -> {
                    accountOf(payment)
                            .ifPresent(credit ->
                                    attempt.send(new ReleaseCredit(credit.accountId(), paymentId)));
                    return new Charge(paymentId, null, Status.VOIDED);
                });
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        accountOf(payment)
                .filter(credit -> !credit.grants().contains(refundId.value()))
                .ifPresent(this::requireUsable);
        attempt.send(
                new GrantCredit(
                        new CreditAccountId(payment.providerReference()),
                        new Opening(kind, null, null, null),
                        refundId.value(),
                        GrantReason.REFUND,
                        amount));
        return RefundProgress.SETTLED;
    }

    /// A customer has nothing of money on a card with which they cannot pay.
    private void requireUsable(CreditSummary credit) {
        if (credit.blocked()) {
            throw EffectFailed.refused(
                    "credit_blocked",
                    "The card is blocked: unblock it and retry, or pay out in another way",
                    null);
        }
        if (credit.expiresAt() != null && !clock.instant().isBefore(credit.expiresAt())) {
            throw EffectFailed.refused(
                    "credit_expired", "The card has expired: pay out in another way", null);
        }
    }
}
