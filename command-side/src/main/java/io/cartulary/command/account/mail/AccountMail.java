package io.cartulary.command.account.mail;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.mail.Mailer;
import io.cartulary.events.account.AccountId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Writes to an account's owner.
///
/// A link's secret is made when the mail is: none is ever in the ledger. Whether the address has an
/// account already is looked at here, after everyone was answered.
@Component
class AccountMail implements EffectKind<AccountMail.Details> {

    private final Credentials credentials;
    private final OneTimeTokenService tokens;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final MailTexts texts;
    private final Mailer mailer;
    private final AccountSettings settings;

    AccountMail(
            Credentials credentials,
            OneTimeTokenService tokens,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            MailTexts texts,
            Mailer mailer,
            AccountSettings settings) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.transactions = transactions;
        this.cipher = cipher;
        this.texts = texts;
        this.mailer = mailer;
        this.settings = settings;
    }

    /// Nothing about a person.
    record Details(AccountId accountId, Occasion occasion) {}

    @Override
    public String name() {
        return "mail-account";
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details details, EffectAttempt attempt) {
        return write(details.accountId(), details.occasion(), attempt.key());
    }

    String write(AccountId account, Occasion wanted, String key) {
        var credential = transactions.run(() -> credentials.findById(account.value())).orElse(null);
        var receiver = credential == null ? null : receiver(credential, wanted).orElse(null);
        var address = receiver == null ? null : cipher.open(receiver.sealed()).orElse(null);
        if (credential == null || receiver == null || address == null) {
            return "no one to write to: the account is gone";
        }
        var occasion = isTaken(receiver.hash(), account) ? Occasion.ALREADY_REGISTERED : wanted;
        var link = (String) null;
        if (occasion.purpose().isPresent()) {
            var secret = tokens.issue(account, occasion.purpose().get());
            if (secret.isEmpty()) {
                return "not sent: the account got too many mails within an hour";
            }
            link =
                    "%s/%s?token=%s"
                            .formatted(settings.linkBase(), occasion.path(), secret.get().text());
        }
        return mailer.send(texts.compose(address, credential.language(), occasion, link, key));
    }

    private static Optional<Credential.NewEmail> receiver(
            Credential credential, Occasion occasion) {
        return occasion == Occasion.CONFIRM_NEW_EMAIL
                ? credential.newEmail()
                : Optional.of(
                        new Credential.NewEmail(credential.emailHash(), credential.emailSealed()));
    }

    private boolean isTaken(String emailHash, AccountId account) {
        return transactions
                .run(() -> credentials.findByEmail(emailHash))
                .filter(Credential::isVerified)
                .filter(holder -> !holder.accountId().equals(account))
                .isPresent();
    }
}
