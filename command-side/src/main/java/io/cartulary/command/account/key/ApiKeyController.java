package io.cartulary.command.account.key;

import io.cartulary.command.account.token.AccessTokenIssuer;
import io.cartulary.events.Text;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.token.AccessTokens;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keys of machines, and the access tokens they are exchanged for.
@RestController
class ApiKeyController {

    private static final String PATH = "/api/v1/admin/api-keys";

    private final ApiKeyService keys;
    private final AccessTokenIssuer accessTokens;

    ApiKeyController(ApiKeyService keys, AccessTokenIssuer accessTokens) {
        this.keys = keys;
        this.accessTokens = accessTokens;
    }

    record NewApiKey(
            @NotBlank @Text(max = 100) String name,
            @NotEmpty Set<Permission> scopes,
            @Nullable Instant expiresAt) {}

    /// @param key is shown here and never again
    record IssuedApiKey(ApiKeyId keyId, String key) {

        @Override
        public String toString() {
            return "IssuedApiKey";
        }
    }

    record ApiKeyView(
            ApiKeyId keyId,
            String name,
            List<Permission> scopes,
            @Nullable AccountId issuedBy,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.keyId(),
                    key.name(),
                    key.scopes().stream().sorted().toList(),
                    key.issuedBy().orElse(null),
                    key.issuedAt(),
                    key.expiresAt().orElse(null),
                    key.lastUsedAt().orElse(null),
                    key.revokedAt().orElse(null));
        }
    }

    /// The members that RFC 6749 names.
    ///
    /// @param expires_in in seconds
    record MachineToken(String access_token, String token_type, long expires_in, String scope) {}

    @OpenTo(Caller.ANYONE)
    @PostMapping(
            path = "/api/v1/auth/token",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<MachineToken> exchange(InputStream form) throws IOException {
        var asked = TokenRequest.read(form);
        var id = asked.client_id();
        var key =
                keys.use(asked.client_secret())
                        .filter(found -> id == null || id.equals(found.keyId().value()))
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.UNAUTHORIZED,
                                        "KEY_INVALID",
                                        "There is no such key or it was revoked or expired.",
                                        "client_secret"));
        var validFor = keys.tokenValidFor(key);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new MachineToken(
                                accessTokens.issue(key.keyId(), key.scopes(), validFor),
                                "Bearer",
                                validFor.toSeconds(),
                                AccessTokens.scope(key.scopes())));
    }

    @OpenTo(staff = Permission.STAFF)
    @GetMapping(PATH)
    Page<ApiKeyView> list() {
        return Page.whole(keys.findAll().stream().map(ApiKeyView::of).toList());
    }

    @Unversioned
    @OpenTo(staff = Permission.STAFF)
    @PostMapping(PATH)
    ResponseEntity<IssuedApiKey> issue(@Valid @RequestBody NewApiKey body, NewIds ids) {
        var key = new ApiKeyId(ids.next("key-"));
        var text = keys.issue(key, body.name(), body.scopes(), body.expiresAt(), caller());
        return ResponseEntity.created(URI.create(PATH + "/" + key))
                .cacheControl(CacheControl.noStore())
                .body(new IssuedApiKey(key, text));
    }

    @Unversioned
    @OpenTo(staff = Permission.STAFF)
    @DeleteMapping(PATH + "/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable ApiKeyId keyId) {
        keys.revoke(keyId, caller());
    }

    private static AccountId caller() {
        return new AccountId(RequestOrigin.current().orElseThrow().actorId());
    }
}
