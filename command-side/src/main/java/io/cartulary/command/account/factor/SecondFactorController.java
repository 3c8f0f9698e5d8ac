package io.cartulary.command.account.factor;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.CurrentLogIn;
import io.cartulary.command.account.service.PasswordProof;
import io.cartulary.command.account.service.PasswordService;
import io.cartulary.events.Text;
import io.cartulary.events.account.AccountId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/// How one's log-in gets a second factor and loses it.
@RestController
class SecondFactorController {

    private final SecondFactorService factors;
    private final PasswordService passwords;
    private final AccountSettings settings;

    SecondFactorController(
            SecondFactorService factors, PasswordService passwords, AccountSettings settings) {
        this.factors = factors;
        this.passwords = passwords;
        this.settings = settings;
    }

    /// @param uri that a link opens the app with
    /// @param qrCode the same as a picture, for an app on another device
    record AppSecret(String secret, String uri, String qrCode) {}

    record AppCode(@NotBlank @Text(max = 20) String code) {}

    record NewRecoveryCodes(List<String> recoveryCodes) {}

    /// @param active whether the password alone is not enough
    /// @param app whether a code of an app is as good as a passkey
    record SecondFactorState(boolean active, boolean app, int recoveryCodesLeft) {}

    @OpenTo(Caller.OWNER)
    @GetMapping("/api/v1/users/me/second-factor")
    SecondFactorState find() {
        var account = CurrentLogIn.get().accountId();
        return new SecondFactorState(
                factors.isActive(account),
                factors.hasApp(account),
                factors.recoveryCodesOf(account));
    }

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/auth/second-factor")
    ResponseEntity<AppSecret> begin(@Valid @RequestBody PasswordProof body) {
        var account = passwords.require(body, CurrentLogIn.get());
        var secret = factors.begin(account);
        var uri = uri(account, secret);
        return secretly(new AppSecret(secret, uri, QrCodes.svg(uri)));
    }

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/auth/second-factor/confirm")
    ResponseEntity<NewRecoveryCodes> confirm(@Valid @RequestBody AppCode body) {
        var account = CurrentLogIn.get().accountId();
        return secretly(new NewRecoveryCodes(factors.confirm(account, body.code())));
    }

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/auth/second-factor/recovery-codes")
    ResponseEntity<NewRecoveryCodes> renewRecoveryCodes(@Valid @RequestBody PasswordProof body) {
        return secretly(
                new NewRecoveryCodes(
                        factors.renewRecoveryCodes(passwords.require(body, CurrentLogIn.get()))));
    }

    @OpenTo(Caller.OWNER)
    @DeleteMapping("/api/v1/users/me/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Valid @RequestBody PasswordProof body) {
        factors.removeApp(passwords.require(body, CurrentLogIn.get()));
    }

    @Unversioned
    @OpenTo(staff = Permission.STAFF)
    @DeleteMapping("/api/v1/admin/accounts/{accountId}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeOf(@PathVariable AccountId accountId) {
        factors.removeAll(accountId);
    }

    /// As apps read it: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
    private String uri(AccountId account, String secret) {
        var owner = factors.ownerOf(account);
        return UriComponentsBuilder.newInstance()
                .scheme("otpauth")
                .host("totp")
                .path("/{issuer}:{owner}")
                .queryParam("secret", "{secret}")
                .queryParam("issuer", "{issuer}")
                .encode()
                .buildAndExpand(settings.shopName(), owner, secret, settings.shopName())
                .toUriString();
    }

    private static <T> ResponseEntity<T> secretly(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
