package io.cartulary.command.account.passkey;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.factor.SecondFactorService;
import io.cartulary.command.account.passkey.PasskeyAnswer.Assertion;
import io.cartulary.command.account.passkey.PasskeyAnswer.NewCredential;
import io.cartulary.command.account.passkey.PasskeyAttemptService.Begun;
import io.cartulary.command.account.token.Secret;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Adds, uses and removes passkeys. The password is checked before one is added or removed.
@Component
public class PasskeyService {

    private static final int MOST = 20;

    private final Passkeys passkeys;
    private final PasskeyAttemptService attempts;
    private final PasskeyVerifier verifier;
    private final SecondFactorService factors;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final InstantSource clock;

    PasskeyService(
            Passkeys passkeys,
            PasskeyAttemptService attempts,
            PasskeyVerifier verifier,
            SecondFactorService factors,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            InstantSource clock) {
        this.passkeys = passkeys;
        this.attempts = attempts;
        this.verifier = verifier;
        this.factors = factors;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// What an authenticator is asked to make a passkey with.
    ///
    /// @param userHandle random, the same for all passkeys of the account
    /// @param known passkeys of the account, of which the authenticator makes no second one
    record Wanted(Begun attempt, String userHandle, List<String> known) {}

    Wanted begin(AccountId account) {
        var present = transactions.run(() -> of(account));
        requireRoom(present);
        var userHandle =
                present.stream()
                        .findFirst()
                        .map(Passkey::userHandle)
                        .orElseGet(() -> Secret.next().text());
        return new Wanted(
                attempts.beginPasskey(account, userHandle),
                userHandle,
                present.stream().map(Passkey::credentialId).toList());
    }

    /// @param recoveryCodes for an account that has none yet
    record Added(PasskeyId passkeyId, List<String> recoveryCodes) {}

    Added add(AccountId account, String attempt, String name, NewCredential answer) {
        var begun = attempts.take(attempt, account);
        var made =
                verifier.verify(answer, begun.challenge())
                        .orElseThrow(() -> new CommandRejected(AccountRejection.PASSKEY_INVALID));
        var id = PasskeyId.next();
        var now = clock.instant();
        record Done(Act act, List<String> recoveryCodes) {}
        var done =
                transactions.run(() -> {
                    requireRoom(of(account));
                    if (passkeys.findByCredentialId(made.credentialId()).isPresent()) {
                        throw new CommandRejected(AccountRejection.PASSKEY_KNOWN);
                    }
                    passkeys.save(
                            new Passkey(
                                    id,
                                    account,
                                    begun.userHandle(),
                                    made,
                                    sealed(account, name),
                                    now));
                    return new Done(
                            acts.save(Act.passkey(account, id, now)),
                            factors.addMissingRecoveryCodes(account));
                });
        recorder.record(List.of(done.act()));
        return new Added(id, done.recoveryCodes());
    }

    Begun beginLogIn() {
        return attempts.beginLogIn();
    }

    /// Uses up the attempt of a log-in.
    ///
    /// @return the challenge that is to be signed
    public String takeChallenge(String attempt) {
        return attempts.take(attempt, null).challenge();
    }

    /// Whose passkey an answer names.
    public Optional<AccountId> ownerOf(Assertion answer) {
        return transactions
                .run(() -> passkeys.findByCredentialId(answer.id()))
                .map(Passkey::accountId);
    }

    /// Whether an answer was signed with the passkey it names. Of two answers with one count of
    /// uses the second sees what the first counted.
    public boolean accept(Assertion answer, String challenge) {
        return transactions.run(() ->
                passkeys.findByCredentialId(answer.id())
                        .filter(passkey ->
                                verifier.verify(answer, passkey, challenge)
                                        .map(use -> {
                                            passkey.use(use, clock.instant());
                                            return use;
                                        })
                                        .isPresent())
                        .isPresent());
    }

    /// A passkey as its owner sees it.
    ///
    /// @param name absent once it was erased
    record Kept(
            PasskeyId passkeyId,
            @Nullable String name,
            Instant addedAt,
            @Nullable Instant lastUsedAt,
            boolean backedUp) {}

    /// The oldest first.
    List<Kept> findAll(AccountId account) {
        return transactions.run(() -> of(account)).stream()
                .map(passkey ->
                        new Kept(
                                passkey.passkeyId(),
                                cipher.open(passkey.nameSealed()).orElse(null),
                                passkey.addedAt(),
                                passkey.lastUsedAt().orElse(null),
                                passkey.isBackedUp()))
                .toList();
    }

    void rename(AccountId account, PasskeyId id, String name) {
        transactions.run(() -> find(account, id).rename(sealed(account, name)));
    }

    /// With the last one go the recovery codes, unless the account has an app.
    void remove(AccountId account, PasskeyId id) {
        recorder.record(
                transactions.run(() -> {
                    passkeys.delete(find(account, id));
                    factors.removeNeedlessRecoveryCodes(account);
                    return List.of(acts.save(Act.passkeyRemoval(account, id, clock.instant())));
                }));
    }

    /// Forgets attempts that no one finished.
    public void forgetOld() {
        attempts.forgetOld();
    }

    private List<Passkey> of(AccountId account) {
        return passkeys.findByAccountIdOrderByPasskeyId(account.value());
    }

    private Passkey find(AccountId account, PasskeyId id) {
        return passkeys.findByPasskeyIdAndAccountId(id.value(), account.value())
                .orElseThrow(() -> ProblemException.notFound("passkey " + id));
    }

    private static void requireRoom(List<Passkey> present) {
        if (present.size() >= MOST) {
            throw new CommandRejected(AccountRejection.TOO_MANY_PASSKEYS);
        }
    }

    private String sealed(AccountId account, String name) {
        return cipher.seal(account.customer().value(), name);
    }
}
