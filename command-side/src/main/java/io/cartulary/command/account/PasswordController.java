package io.cartulary.command.account;

import io.cartulary.command.account.service.Aside;
import io.cartulary.command.account.service.EmailChange;
import io.cartulary.command.account.service.PasswordService;
import io.cartulary.events.Text;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How one gets another password, or another address.
@RestController
class PasswordController {

    private final PasswordService passwords;
    private final EmailChange emails;
    private final Aside aside;

    PasswordController(PasswordService passwords, EmailChange emails, Aside aside) {
        this.passwords = passwords;
        this.emails = emails;
        this.aside = aside;
    }

    record ForgottenPassword(@NotBlank @Email @Text(max = 254) String email) {}

    record PasswordReset(
            @NotBlank @Text(max = 100) String token, @NotBlank @Text(max = 200) String password) {}

    record PasswordChange(
            @NotBlank @Text(max = 200) String currentPassword,
            @NotBlank @Text(max = 200) String password) {}

    record NewEmail(
            @NotBlank @Email @Text(max = 254) String email,
            @NotBlank @Text(max = 200) String currentPassword) {}

    record NewEmailToken(@NotBlank @Text(max = 100) String token) {}

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/forgot-password")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(@Valid @RequestBody ForgottenPassword body) {
        aside.run(() -> passwords.forgot(body.email()));
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/reset-password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody PasswordReset body) {
        passwords.reset(body.token(), body.password());
    }

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/auth/change-password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@Valid @RequestBody PasswordChange body) {
        var caller = CurrentLogIn.get();
        passwords.change(
                caller.accountId(),
                caller.sessionId(),
                body.currentPassword(),
                body.password(),
                caller.origin());
    }

    @OpenTo(Caller.OWNER)
    @PostMapping("/api/v1/users/me/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestEmail(@Valid @RequestBody NewEmail body) {
        var caller = CurrentLogIn.get();
        emails.request(caller.accountId(), body.email(), body.currentPassword(), caller.origin());
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/confirm-email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmEmail(@Valid @RequestBody NewEmailToken body) {
        emails.confirm(body.token());
    }
}
