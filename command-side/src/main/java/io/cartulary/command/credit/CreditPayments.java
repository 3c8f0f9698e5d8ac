package io.cartulary.command.credit;

import io.cartulary.command.GeneralRejection;
import io.cartulary.command.credit.CreditCommand.ConfirmCredit;
import io.cartulary.command.credit.CreditCommand.GrantCredit;
import io.cartulary.command.credit.CreditCommand.Opening;
import io.cartulary.command.credit.CreditCommand.ReadCredit;
import io.cartulary.command.credit.CreditCommand.ReserveCredit;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.PaymentProvider;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.GrantReason;
import io.cartulary.events.credit.CreditEvent.Kind;
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
    public Optional<Charge> find(PaymentSummary payment) {
        if (payment.providerReference() == null) {
            return Optional.empty();
        }
        var account = new CreditAccountId(payment.providerReference());
        CreditSummary credit = commands.sendAndWait(new ReadCredit(account));
        return credit.spentOn().contains(payment.paymentId().value())
                ? Optional.of(new Charge(account.value(), payment.amount(), Status.SETTLED))
                : Optional.empty();
    }

    /// The charge has ended before, and one that succeeded is recorded: so nothing is taken.
    @Override
    public Charge voidCharge(PaymentSummary payment, EffectAttempt attempt) {
        return new Charge(payment.paymentId().value(), null, Status.VOIDED);
    }

    @Override
    public RefundProgress refund(
            PaymentSummary payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        attempt.send(
                new GrantCredit(
                        new CreditAccountId(payment.providerReference()),
                        new Opening(kind, null, null, null),
                        refundId.value(),
                        GrantReason.REFUND,
                        amount));
        return RefundProgress.SETTLED;
    }
}
