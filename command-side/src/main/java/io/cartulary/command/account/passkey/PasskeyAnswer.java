package io.cartulary.command.account.passkey;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cartulary.events.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// What an authenticator answered, in the JSON of a browser's `PublicKeyCredential.toJSON()`.
/// Browsers send more than is read here, and with each level of the standard other members; those
/// are passed over.
public interface PasskeyAnswer {

    String BASE64URL = "[A-Za-z0-9_-]+";

    /// Longer ones are not allowed by WebAuthn.
    int LONGEST_CREDENTIAL_ID = 1364;

    /// To be asked to make a passkey.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewCredential(@NotNull @Valid Attestation response) {}

    /// @param attestationObject with the public key
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Attestation(
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = 4_000) String clientDataJSON,
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = 20_000) String attestationObject) {}

    /// To be asked to log in.
    ///
    /// @param id of the passkey, as its authenticator calls it
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Assertion(
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = LONGEST_CREDENTIAL_ID) String id,
            @NotNull @Valid Signed response) {}

    /// @param userHandle by which the authenticator knows the account
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Signed(
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = 4_000) String clientDataJSON,
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = 4_000) String authenticatorData,
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = 2_000) String signature,
            @NotBlank @Pattern(regexp = BASE64URL) @Text(max = 100) String userHandle) {}
}
