package io.cartulary.command.account;

import io.cartulary.command.account.act.Beside;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.factor.SecondFactorService;
import io.cartulary.command.account.passkey.PasskeyAnswer.Assertion;
import io.cartulary.command.account.service.Aside;
import io.cartulary.command.account.service.GuestTakeover;
import io.cartulary.command.account.service.LogInService;
import io.cartulary.command.account.service.Registration;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.session.SessionTokens;
import io.cartulary.command.account.token.AccessTokenIssuer;
import io.cartulary.command.account.token.SigningKeys;
import io.cartulary.events.Text;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.token.AccessTokens;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How one gets an account, logs in and out.
@RestController
class AuthController {

    private static final String DEFAULT_LANGUAGE = "en";
    private static final Duration KEYS_KEPT_FOR = Duration.ofMinutes(5);

    private final Registration registration;
    private final LogInService logIns;
    private final SessionService sessions;
    private final GuestTakeover guests;
    private final CartTokens carts;
    private final SecondFactorService secondFactors;
    private final AccessTokenIssuer accessTokens;
    private final SigningKeys keys;
    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final Aside aside;

    AuthController(
            Registration registration,
            LogInService logIns,
            SessionService sessions,
            GuestTakeover guests,
            CartTokens carts,
            SecondFactorService secondFactors,
            AccessTokenIssuer accessTokens,
            SigningKeys keys,
            Credentials credentials,
            AccountTransactions transactions,
            Aside aside) {
        this.registration = registration;
        this.logIns = logIns;
        this.sessions = sessions;
        this.guests = guests;
        this.carts = carts;
        this.secondFactors = secondFactors;
        this.accessTokens = accessTokens;
        this.keys = keys;
        this.credentials = credentials;
        this.transactions = transactions;
        this.aside = aside;
    }

    record NewAccount(
            @NotBlank @Email @Text(max = 254) String email,
            @NotBlank @Text(max = 200) String password,
            @Nullable @Pattern(regexp = "en|th|km") String language) {}

    record EmailAddress(@NotBlank @Email @Text(max = 254) String email) {}

    record MailedToken(@NotBlank @Text(max = 100) String token) {}

    record LogIn(
            @NotBlank @Text(max = 254) String email,
            @NotBlank @Text(max = 200) String password,
            @Nullable @Text(max = 30) String code,
            @Nullable @Text(max = 100) String deviceToken) {}

    /// @param attempt of the options that the answer is to
    record PasskeyLogIn(
            @NotBlank @Text(max = 100) String attempt,
            @NotNull @Valid Assertion credential,
            @Nullable @Text(max = 100) String deviceToken) {}

    record OldToken(@NotBlank @Text(max = 100) String refreshToken) {}

    /// @param tokenType how the access token is sent
    /// @param expiresIn for how many seconds the access token is valid
    /// @param leftOut pieces of the cart from before for which the account's cart had no room
    /// @param secondFactorMissing whether the access token is a customer's until its owner, who is
    ///   staff, adds a second factor
    record Tokens(
            String accessToken,
            String tokenType,
            long expiresIn,
            String refreshToken,
            SessionId sessionId,
            boolean secondFactorMissing,
            @Nullable String deviceToken,
            @Nullable List<SkuQuantity> leftOut) {}

    /// The members that RFC 7517 and 7518 name.
    record PublicKey(
            String kty, String use, String alg, String kid, String crv, String x, String y) {}

    record PublicKeys(List<PublicKey> keys) {}

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/register")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void register(@Valid @RequestBody NewAccount body, NewIds ids) {
        registration.register(
                new AccountId(ids.next("account-")),
                body.email(),
                body.password(),
                Objects.requireNonNullElse(body.language(), DEFAULT_LANGUAGE));
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/verify-email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(@Valid @RequestBody MailedToken body) {
        registration.verify(body.token());
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/resend-verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendAgain(@Valid @RequestBody EmailAddress body) {
        aside.run(() -> registration.sendAgain(body.email()));
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/login")
    ResponseEntity<Tokens> logIn(
            @Valid @RequestBody LogIn body,
            @RequestHeader(name = ApiHeaders.CART_TOKEN, required = false)
                    @Nullable String cartToken) {
        return open(
                logIns.logIn(
                        body.email(), body.password(), body.code(), body.deviceToken(), origin()),
                cartToken);
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/passkeys/login")
    ResponseEntity<Tokens> logInByPasskey(
            @Valid @RequestBody PasskeyLogIn body,
            @RequestHeader(name = ApiHeaders.CART_TOKEN, required = false)
                    @Nullable String cartToken) {
        return open(
                logIns.logInByPasskey(
                        body.attempt(), body.credential(), body.deviceToken(), origin()),
                cartToken);
    }

    /// With what was its owner's before they logged in.
    private ResponseEntity<Tokens> open(LogInService.LogIn logIn, @Nullable String cartToken) {
        var session = logIn.tokens();
        var guestCart = Optional.ofNullable(cartToken).flatMap(carts::verify).orElse(null);
        var leftOut =
                guests.takeCart(session.accountId(), guestCart, "handover-" + session.sessionId());
        var answer = answer(session, logIn.credential(), logIn.deviceToken(), leftOut);
        Beside.await(logIn.completed());
        return answer;
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/refresh")
    ResponseEntity<Tokens> refresh(@Valid @RequestBody OldToken body) {
        var tokens =
                sessions.refresh(body.refreshToken(), origin())
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.UNAUTHORIZED,
                                        "SESSION_ENDED",
                                        "The session has ended; log in again.",
                                        null));
        var credential =
                transactions
                        .run(() -> credentials.findById(tokens.accountId().value()))
                        .orElseThrow();
        return answer(tokens, credential, null, List.of());
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@Valid @RequestBody OldToken body) {
        sessions.logOut(body.refreshToken());
    }

    @OpenTo(Caller.ANYONE)
    @GetMapping("/api/v1/auth/keys")
    ResponseEntity<PublicKeys> publish() {
        var published =
                keys.published().stream()
                        .map(key ->
                                new PublicKey(
                                        key.getKeyType().getValue(),
                                        key.getKeyUse().getValue(),
                                        key.getAlgorithm().getName(),
                                        key.getKeyID(),
                                        key.getCurve().getName(),
                                        key.getX().toString(),
                                        key.getY().toString()))
                        .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEYS_KEPT_FOR).cachePublic())
                .body(new PublicKeys(published));
    }

    private ResponseEntity<Tokens> answer(
            SessionTokens tokens,
            Credential credential,
            @Nullable String deviceToken,
            List<SkuQuantity> leftOut) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new Tokens(
                                accessTokens.issue(
                                        tokens.accountId(),
                                        tokens.sessionId(),
                                        secondFactors.roleOf(credential)),
                                "Bearer",
                                AccessTokens.VALID_FOR.toSeconds(),
                                tokens.refreshToken(),
                                tokens.sessionId(),
                                secondFactors.isMissing(credential),
                                deviceToken,
                                leftOut.isEmpty() ? null : leftOut));
    }

    private static RequestOrigin origin() {
        return RequestOrigin.current().orElseThrow();
    }
}
