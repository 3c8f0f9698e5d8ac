package io.cartulary.command.account.staff;

import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Passwords;
import io.cartulary.events.Text;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.page.Page;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How one comes to work for the shop, and stops.
@RestController
class StaffController {

    private static final String DEFAULT_LANGUAGE = "en";

    private final StaffService staff;
    private final Passwords passwords;
    private final PersonalDataCipher cipher;

    StaffController(StaffService staff, Passwords passwords, PersonalDataCipher cipher) {
        this.staff = staff;
        this.passwords = passwords;
        this.cipher = cipher;
    }

    /// @param role absent while they have not accepted and are a customer
    /// @param invitedRole absent once they accepted
    record StaffMember(
            AccountId accountId,
            @Nullable String email,
            @Nullable Role role,
            @Nullable Role invitedRole,
            Instant createdAt,
            @Nullable Instant lastLogInAt) {}

    record Invitation(
            @NotBlank @Email @Text(max = 254) String email,
            @NotNull Role role,
            @Nullable @Pattern(regexp = "en|th|km") String language) {}

    record Invited(AccountId accountId) {}

    record StaffRole(@NotNull Role role) {}

    record Acceptance(
            @NotBlank @Text(max = 100) String token, @NotBlank @Text(max = 200) String password) {}

    @OpenTo(staff = Permission.STAFF)
    @GetMapping("/api/v1/admin/staff")
    Page<StaffMember> list() {
        return Page.whole(staff.findAll().stream().map(this::seen).toList());
    }

    private StaffMember seen(Credential credential) {
        return new StaffMember(
                credential.accountId(),
                cipher.open(credential.emailSealed()).orElse(null),
                credential.role().isStaff() ? credential.role() : null,
                credential.invitedRole().orElse(null),
                credential.createdAt(),
                credential.lastLogInAt().orElse(null));
    }

    @Unversioned
    @OpenTo(staff = Permission.STAFF)
    @PostMapping("/api/v1/admin/staff")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Invited invite(@Valid @RequestBody Invitation body, NewIds ids) {
        return new Invited(
                staff.invite(
                        new AccountId(ids.next("account-")),
                        body.email(),
                        body.role(),
                        Objects.requireNonNullElse(body.language(), DEFAULT_LANGUAGE)));
    }

    @Unversioned
    @OpenTo(staff = Permission.STAFF)
    @PutMapping("/api/v1/admin/staff/{accountId}/role")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeRole(@PathVariable AccountId accountId, @Valid @RequestBody StaffRole body) {
        staff.changeRole(accountId, body.role());
    }

    @Unversioned
    @OpenTo(staff = Permission.STAFF)
    @DeleteMapping("/api/v1/admin/staff/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable AccountId accountId) {
        staff.remove(accountId);
    }

    @OpenTo(Caller.ANYONE)
    @PostMapping("/api/v1/auth/accept-invitation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@Valid @RequestBody Acceptance body) {
        var invited = staff.invitedBy(body.token());
        passwords.check(body.password(), cipher.open(invited.emailSealed()).stream().toList());
        staff.accept(invited, passwords.hash(body.password()));
    }
}
