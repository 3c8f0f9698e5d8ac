package io.cartulary.command.account.mail;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.events.account.AccountId;
import org.springframework.stereotype.Component;

/// Writes to the address that an account's owner wants to move to. A kind of its own: the same
/// event leads to a mail to the old address.
@Component
class NewAddressMail implements EffectKind<NewAddressMail.Details> {

    private final AccountMail mails;

    NewAddressMail(AccountMail mails) {
        this.mails = mails;
    }

    /// Nothing about a person.
    record Details(AccountId accountId) {}

    @Override
    public String name() {
        return "mail-account-new-address";
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details details, EffectAttempt attempt) {
        return mails.write(details.accountId(), Occasion.CONFIRM_NEW_EMAIL, attempt.key());
    }
}
