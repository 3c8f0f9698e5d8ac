package io.cartulary.command.account.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.refusal.CommandRejected;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// What a password may be, and how it is kept.
class PasswordsTest {

    private static final String LONGEST =
            "a tin cup of moss, three wet larches, one bell".repeat(2);

    private final Passwords passwords = new Passwords(new BCryptPasswordEncoder(4));

    private void check(String password) {
        passwords.check(password, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Xq7$Lp2@wZ9", "Xq7$      wZ9"})
    void have_twelve_characters_or_more(String password) {
        assertThatNoException().isThrownBy(() -> check("Xq7$Lp2@wZ9r"));
        assertThatThrownBy(() -> check(password))
                .isInstanceOf(CommandRejected.class)
                .hasMessage(AccountRejection.PASSWORD_WEAK.sentence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"four words nobody joins", "ខ្មែរ ទឹក ភ្លៀង ✿ 🦦", "7190 2264 8853 1047"})
    void may_have_every_character(String password) {
        assertThatNoException().isThrownBy(() -> check(password));
    }

    @Test
    void may_have_64_characters() {
        assertThatNoException().isThrownBy(() -> check(LONGEST.substring(0, 64)));
    }

    @Test
    void are_hashed_at_a_cost_of_12_unless_more_is_set() {
        var settings =
                new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("cartulary.accounts", AccountSettings.class);
        assertThat(new PasswordHashing().bcrypt(settings).encode("four words nobody joins"))
                .startsWith("$2a$12$");
    }

    @Test
    void are_compared_to_their_last_byte() {
        var hash = passwords.hash(LONGEST.substring(0, 72));
        assertThat(passwords.matches(LONGEST.substring(0, 72), hash)).isTrue();
        assertThat(passwords.matches(LONGEST.substring(0, 71) + "?", hash)).isFalse();
        assertThat(passwords.matches(LONGEST.substring(0, 73), hash)).isFalse();
        assertThatThrownBy(() -> check(LONGEST.substring(0, 73)))
                .isInstanceOf(CommandRejected.class)
                .hasMessage(AccountRejection.PASSWORD_TOO_LONG.sentence());
    }

    /// Else the time of an answer says whether an address has an account.
    @Test
    void take_a_hash_to_compare_whatever_they_are_compared_with() {
        var hashes = new AtomicInteger();
        var counted =
                new Passwords(
                        new BCryptPasswordEncoder(4) {
                            @Override
                            protected boolean matchesNonNull(String password, String hash) {
                                hashes.incrementAndGet();
                                return super.matchesNonNull(password, hash);
                            }
                        });
        var hash = counted.hash("four words nobody joins");

        assertThat(counted.matches("four words nobody joins", hash)).isTrue();
        for (var password : List.of("of no one", "four words nobody joins", LONGEST)) {
            assertThat(counted.matches(password, null)).isFalse();
        }
        assertThat(counted.matches(LONGEST, hash)).isFalse();
        assertThat(hashes).hasValue(5);
    }

    @Test
    void have_a_salt_each() {
        assertThat(passwords.hash("four words nobody joins"))
                .isNotEqualTo(passwords.hash("four words nobody joins"));
    }
}
