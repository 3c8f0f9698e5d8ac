package io.cartulary.command.account.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.passkey.PasskeyAnswer.*;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.PasskeyId;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers that were changed on their way.
class PasskeyVerifierTest {

    private static final int CHANGED = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode OPTIONS =
            JSON.readTree("{\"challenge\": \"c2lnbiB0aGlz\", \"user\": {\"id\": \"YWRh\"}}");

    private final PasskeyVerifier verifier = new PasskeyVerifier(shop(Map.of()));

    private static RelyingParty shop(Map<String, String> settings) {
        return new RelyingParty(
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("cartulary.accounts", AccountSettings.class));
    }

    private static String challenge() {
        return OPTIONS.path("challenge").asString();
    }

    private static NewCredential created(JsonNode answer) {
        return JSON.treeToValue(answer, NewCredential.class);
    }

    private static Assertion signed(JsonNode answer) {
        return JSON.treeToValue(answer, Assertion.class);
    }

    /// One bit, one byte more, or what comes before one byte.
    private static String changed(String text, Random random) {
        var bytes = Base64.getUrlDecoder().decode(text);
        var place = random.nextInt(bytes.length);
        var changed =
                switch (random.nextInt(3)) {
                    case 0 -> java.util.Arrays.copyOf(bytes, place);
                    case 1 -> java.util.Arrays.copyOf(bytes, bytes.length + 1);
                    default -> bytes;
                };
        if (changed == bytes) {
            changed[place] ^= (byte) (1 << random.nextInt(8));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
    }

    /// In a new passkey nothing is signed with attestation `none`: what is still one may be taken.
    @Test
    void are_no_passkeys_or_read_as_others() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var count = 0; count < CHANGED; count++) {
            var answer = JSON.readTree(new SoftwareAuthenticator(seed).create(OPTIONS));
            var response = answer.path("response").asObject();
            var member = random.nextBoolean() ? "clientDataJSON" : "attestationObject";
            response.put(member, changed(response.path(member).asString(), random));
            assertThat(verifier.verify(created(answer), challenge()))
                    .as("seed %d, change %d of %s", seed, count, member)
                    .satisfiesAnyOf(
                            made -> assertThat(made).isEmpty(),
                            made -> assertThat(made.orElseThrow().credentialId()).isNotEmpty());
        }
    }

    @Test
    void let_no_one_in() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var authenticator = new SoftwareAuthenticator(seed);
        var made =
                verifier.verify(created(JSON.readTree(authenticator.create(OPTIONS))), challenge())
                        .orElseThrow();
        var passkey =
                new Passkey(
                        PasskeyId.next(),
                        new AccountId("account-1"),
                        authenticator.userHandle(),
                        made,
                        "sealed",
                        Instant.EPOCH);
        var right = authenticator.get(OPTIONS);
        assertThat(verifier.verify(signed(JSON.readTree(right)), passkey, challenge())).isPresent();
        for (var count = 0; count < CHANGED; count++) {
            var answer = JSON.readTree(right);
            var response = answer.path("response").asObject();
            var members = response.propertyNames().stream().toList();
            var member = members.get(random.nextInt(members.size()));
            response.put(member, changed(response.path(member).asString(), random));
            assertThat(verifier.verify(signed(answer), passkey, challenge()))
                    .as("seed %d, change %d of %s", seed, count, member)
                    .isEmpty();
        }
    }

    @Test
    void are_looked_at_by_a_shop_whose_pages_are_of_its_own_host() {
        var shop = shop(Map.of("cartulary.accounts.link-base", "https://shop.example.org/account"));
        assertThat(shop.id()).isEqualTo("shop.example.org");
        assertThat(shop.origins())
                .extracting(Object::toString)
                .containsExactly("https://shop.example.org");
        var several =
                shop(
                        Map.of(
                                "cartulary.accounts.passkeys.relying-party-id", "example.org",
                                "cartulary.accounts.passkeys.origins",
                                        "https://shop.example.org,android:apk-key-hash:abc"));
        assertThat(several.origins()).hasSize(2);
        assertThatThrownBy(() ->
                        shop(Map.of("cartulary.accounts.passkeys.relying-party-id", "example.com")))
                .hasMessageContaining("is not of example.com");
    }
}
