package io.cartulary.command.account.passkey;

import io.cartulary.command.account.CurrentLogIn;
import io.cartulary.command.account.factor.SecondFactorService;
import io.cartulary.command.account.passkey.PasskeyAnswer.NewCredential;
import io.cartulary.command.account.passkey.PasskeyService.Kept;
import io.cartulary.command.account.service.PasswordProof;
import io.cartulary.command.account.service.PasswordService;
import io.cartulary.events.Text;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How an account gets passkeys and loses them, and how a log-in with one begins.
@RestController
class PasskeyController {

    private final PasskeyService passkeys;
    private final PasswordService passwords;
    private final SecondFactorService factors;
    private final RelyingParty shop;

    PasskeyController(
            PasskeyService passkeys,
            PasswordService passwords,
            SecondFactorService factors,
            RelyingParty shop) {
        this.passkeys = passkeys;
        this.passwords = passwords;
        this.factors = factors;
        this.shop = shop;
    }

    /// @param attempt comes back with the answer
    record CreationAttempt(String attempt, PasskeyOptions.Creation publicKey) {}

    /// @param attempt comes back with the answer
    record RequestAttempt(String attempt, PasskeyOptions.Request publicKey) {}

    record NewPasskey(
            @NotBlank @Text(max = 100) String attempt,
            @NotBlank @Text(max = 100) String name,
            @NotNull @Valid NewCredential credential) {}

    record AddedPasskey(PasskeyId passkeyId, @Nullable List<String> recoveryCodes) {}

    record PasskeyName(@NotBlank @Text(max = 100) String name) {}

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/auth/passkeys/creation-options")
    ResponseEntity<CreationAttempt> begin(@Valid @RequestBody PasswordProof body) {
        var account = passwords.require(body, CurrentLogIn.get());
        var wanted = passkeys.begin(account);
        return secretly(
                HttpStatus.OK,
                new CreationAttempt(
                        wanted.attempt().secret(),
                        PasskeyOptions.Creation.of(wanted, factors.ownerOf(account), shop)));
    }

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/auth/passkeys")
    ResponseEntity<AddedPasskey> add(@Valid @RequestBody NewPasskey body) {
        var added =
                passkeys.add(
                        CurrentLogIn.get().accountId(),
                        body.attempt(),
                        body.name(),
                        body.credential());
        return secretly(
                HttpStatus.CREATED,
                new AddedPasskey(
                        added.passkeyId(),
                        added.recoveryCodes().isEmpty() ? null : added.recoveryCodes()));
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/passkeys/request-options")
    ResponseEntity<RequestAttempt> beginLogIn() {
        var attempt = passkeys.beginLogIn();
        return secretly(
                HttpStatus.OK,
                new RequestAttempt(attempt.secret(), PasskeyOptions.Request.of(attempt, shop)));
    }

    @OpenTo(Caller.OWNER)
    @GetMapping("/api/v1/users/me/passkeys")
    Page<Kept> list() {
        return Page.whole(passkeys.findAll(CurrentLogIn.get().accountId()));
    }

    @OpenTo(Caller.OWNER)
    @PutMapping("/api/v1/users/me/passkeys/{passkeyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable PasskeyId passkeyId, @Valid @RequestBody PasskeyName body) {
        passkeys.rename(CurrentLogIn.get().accountId(), passkeyId, body.name());
    }

    @OpenTo(Caller.OWNER)
    @DeleteMapping("/api/v1/users/me/passkeys/{passkeyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable PasskeyId passkeyId, @Valid @RequestBody PasswordProof body) {
        passkeys.remove(passwords.require(body, CurrentLogIn.get()), passkeyId);
    }

    private static <T> ResponseEntity<T> secretly(HttpStatus status, T body) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
    }
}
