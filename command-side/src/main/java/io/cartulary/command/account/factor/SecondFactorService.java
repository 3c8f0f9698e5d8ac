package io.cartulary.command.account.factor;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.Secret;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.events.account.Role;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.problem.ProblemException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.springframework.stereotype.Component;

/// Adds, checks and removes the second factor of accounts: an app, or passkeys, which are kept
/// [elsewhere][io.cartulary.command.account.passkey]. The password is checked before.
@Component
public class SecondFactorService {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_CODE_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecondFactors factors;
    private final RecoveryCodes recoveryCodes;
    private final Credentials credentials;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final AccountSettings settings;
    private final InstantSource clock;

    SecondFactorService(
            SecondFactors factors,
            RecoveryCodes recoveryCodes,
            Credentials credentials,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            AccountSettings settings,
            InstantSource clock) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.credentials = credentials;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.cipher = cipher;
        this.settings = settings;
        this.clock = clock;
    }

    /// Whether the password alone lets no one in.
    public boolean isActive(AccountId account) {
        return transactions.run(() ->
                appOf(account).isPresent() || !factors.findPasskeys(account.value()).isEmpty());
    }

    boolean hasApp(AccountId account) {
        return transactions.run(() -> appOf(account).isPresent());
    }

    /// The role that a log-in gives: staff who need a second factor and have none are customers
    /// until they added one.
    public Role roleOf(Credential credential) {
        return isMissing(credential) ? Role.CUSTOMER : credential.role();
    }

    public boolean isMissing(Credential credential) {
        return settings.secondFactorForStaff()
                && credential.role().isStaff()
                && !isActive(credential.accountId());
    }

    /// A secret for the owner's app. Nothing changes until [#confirm].
    String begin(AccountId account) {
        return transactions.run(() -> {
            var secret = TimedCodes.nextSecret();
            var sealed = cipher.seal(account.customer().value(), secret);
            var present = factors.findById(account.value());
            if (present.filter(SecondFactor::isConfirmed).isPresent()) {
                throw new CommandRejected(AccountRejection.SECOND_FACTOR_ACTIVE);
            }
            present.ifPresentOrElse(
                    factor -> factor.replaceSecret(sealed),
                    () -> factors.save(new SecondFactor(account.value(), sealed)));
            return secret;
        });
    }

    /// @param code of the app, which shows that it has the secret
    /// @return recovery codes, which are handed out here and kept as hashes
    List<String> confirm(AccountId account, String code) {
        var codes = newRecoveryCodes();
        recorder.record(
                transactions.run(() -> {
                    var factor =
                            factors.findById(account.value())
                                    .filter(begun -> !begun.isConfirmed())
                                    .orElseThrow(() ->
                                            ProblemException.notFound(
                                                    "second factor that waits for a code"));
                    var step = TimedCodes.stepOf(code, secret(factor), clock.instant());
                    if (step.isEmpty()) {
                        throw new CommandRejected(AccountRejection.CODE_WRONG);
                    }
                    factor.confirm(clock.instant());
                    factors.save(factor);
                    factors.accept(account.value(), step.getAsLong());
                    keep(account, codes);
                    return List.of(acts.save(Act.secondFactor(account, clock.instant())));
                }));
        return codes;
    }

    /// Other recovery codes in place of those there are.
    List<String> renewRecoveryCodes(AccountId account) {
        var codes = newRecoveryCodes();
        transactions.run(() -> {
            requireActive(account);
            keep(account, codes);
        });
        return codes;
    }

    /// Whether a code is right for an account with a second factor; a right one is used up.
    public boolean accept(AccountId account, String code) {
        return transactions.run(() -> {
            var step =
                    appOf(account)
                            .map(app -> TimedCodes.stepOf(code, secret(app), clock.instant()))
                            .orElseGet(OptionalLong::empty);
            return step.isPresent()
                    ? factors.accept(account.value(), step.getAsLong()) == 1
                    : recoveryCodes.spend(Secret.hashOf(code), account.value()) == 1;
        });
    }

    /// By its owner, who may keep passkeys.
    void removeApp(AccountId account) {
        recorder.record(
                transactions.run(() -> {
                    if (appOf(account).isEmpty()) {
                        throw notFound(account);
                    }
                    var done = deleteApp(account);
                    removeNeedlessRecoveryCodes(account);
                    return List.of(done);
                }));
    }

    /// By staff, for an owner who lost app, passkeys and recovery codes: the password is enough
    /// again.
    void removeAll(AccountId account) {
        recorder.record(
                transactions.run(() -> {
                    requireActive(account);
                    var done = new ArrayList<Act>();
                    for (var passkey : factors.findPasskeys(account.value())) {
                        done.add(
                                acts.save(
                                        Act.passkeyRemoval(
                                                account, new PasskeyId(passkey), clock.instant())));
                    }
                    factors.removePasskeys(account.value());
                    if (appOf(account).isPresent()) {
                        done.add(deleteApp(account));
                    }
                    removeNeedlessRecoveryCodes(account);
                    return done;
                }));
    }

    private Act deleteApp(AccountId account) {
        factors.deleteById(account.value());
        return acts.save(Act.secondFactorRemoval(account, clock.instant()));
    }

    /// Within the transaction that adds a second factor.
    ///
    /// @return none where the account has some already
    public List<String> addMissingRecoveryCodes(AccountId account) {
        if (recoveryCodes.countByAccountId(account.value()) > 0) {
            return List.of();
        }
        var codes = newRecoveryCodes();
        keep(account, codes);
        return codes;
    }

    /// Within the transaction that removes a second factor.
    public void removeNeedlessRecoveryCodes(AccountId account) {
        if (!isActive(account)) {
            recoveryCodes.removeAll(account.value());
        }
    }

    /// How many are left.
    int recoveryCodesOf(AccountId account) {
        return transactions.run(() -> recoveryCodes.countByAccountId(account.value()));
    }

    /// As apps and authenticators show whose account it is.
    public String ownerOf(AccountId account) {
        var credential =
                transactions
                        .run(() -> credentials.findById(account.value()))
                        .orElseThrow(() -> ProblemException.notFound("account " + account));
        return cipher.open(credential.emailSealed()).orElse(account.value());
    }

    private Optional<SecondFactor> appOf(AccountId account) {
        return factors.findById(account.value()).filter(SecondFactor::isConfirmed);
    }

    private void requireActive(AccountId account) {
        if (!isActive(account)) {
            throw notFound(account);
        }
    }

    private static ProblemException notFound(AccountId account) {
        return ProblemException.notFound("second factor of " + account);
    }

    private void keep(AccountId account, List<String> codes) {
        recoveryCodes.removeAll(account.value());
        recoveryCodes.saveAll(
                codes.stream()
                        .map(code -> new RecoveryCode(Secret.hashOf(code), account.value()))
                        .toList());
    }

    /// The key that sealed it is gone when the person was erased, and with it this account.
    private String secret(SecondFactor factor) {
        return cipher.open(factor.secretSealed()).orElseThrow();
    }

    private static List<String> newRecoveryCodes() {
        return Stream.generate(SecondFactorService::newRecoveryCode).limit(RECOVERY_CODES).toList();
    }

    /// As in `AB3D-EFGH-JKLM-2PQR-STUV-WXYZ`: 120 random bits, so a quick hash without salt is
    /// enough.
    private static String newRecoveryCode() {
        var bytes = new byte[RECOVERY_CODE_BYTES];
        RANDOM.nextBytes(bytes);
        var text = new Base32().encodeToString(bytes);
        return IntStream.range(0, text.length() / 4)
                .mapToObj(part -> text.substring(4 * part, 4 * part + 4))
                .collect(Collectors.joining("-"));
    }
}
