package io.cartulary.command.account.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignHashTest {

    private static final String REST_OF_BCRYPT =
            "abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde";
    private static final String SHA256 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$10$" + REST_OF_BCRYPT,
                "$2b$12$" + REST_OF_BCRYPT,
                "$2y$15$" + REST_OF_BCRYPT,
                "$argon2id$v=19$m=65536,t=4,p=1$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "pbkdf2_sha256$1200000$Zq7mQ2h1$" + SHA256,
                "pbkdf2_sha1$1$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void is_taken_when_it_is_compared_within_seconds(String hash) {
        assertThat(ForeignHash.read(hash)).get().asString().endsWith("}" + hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$31$" + REST_OF_BCRYPT,
                "$2b$16$" + REST_OF_BCRYPT,
                "$2b$03$" + REST_OF_BCRYPT,
                "$argon2id$v=19$m=4194304,t=4,p=1$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=99999999999,t=1,p=1$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=65536,t=99,p=1$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=65536,t=1,p=99$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=65536,t=1,p=1$c2FsdHNhbHRzYWx0a$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "pbkdf2_sha256$1000000000$salt$" + SHA256,
                "pbkdf2_sha256$2000001$salt$" + SHA256,
                "pbkdf2_sha256$0$salt$" + SHA256,
                "pbkdf2_sha1$1000$salt$" + SHA256,
                "pbkdf2_md5$1000$salt$" + SHA256,
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "four words nobody joins",
                ""
            })
    void is_refused_when_it_would_take_long_or_much_memory_or_is_none(String hash) {
        assertThat(ForeignHash.read(hash)).isEmpty();
    }
}
