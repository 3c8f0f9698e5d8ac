package io.cartulary.eventstore.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Encrypts what is about a person with a key of that person's own (AES-256-GCM, the subject as
/// associated data).
///
/// The sealed form is one string, `p1:<subject>:<base64url of nonce and ciphertext>`. Once a
/// subject's key is destroyed, everything sealed for it is lost for good, in the event store and in
/// every copy of it.
public final class PersonalDataCipher {

    private static final String PREFIX = "p1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    /// How long after the destruction of a key another process may still read with it.
    private static final Duration KEY_CACHED_FOR = Duration.ofMinutes(5);

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient keys;
    private final Cache<String, SecretKey> cache =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEY_CACHED_FOR).build();

    public PersonalDataCipher(DataSource personalKeys) {
        this.keys = JdbcClient.create(personalKeys);
    }

    /// Seals `text` for `subject`, whose key is made when it has none.
    ///
    /// @param subject without a colon, at which the sealed form is taken apart
    /// @throws ErasedSubject when the subject's key was destroyed
    public String seal(String subject, String text) {
        if (subject.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a subject has no colon: " + subject);
        }
        var key = cache.get(subject, this::findOrMakeKey);
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(subject.getBytes(StandardCharsets.UTF_8));
            var secret = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var sealed =
                    ByteBuffer.allocate(NONCE_BYTES + secret.length).put(nonce).put(secret).array();
            return PREFIX + subject + ":" + ENCODER.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    /// The text that was sealed, or nothing when the subject's key was destroyed.
    ///
    /// @throws IllegalArgumentException when `sealed` is not in the sealed form or was changed
    public Optional<String> open(String sealed) {
        var subject = subjectOf(sealed);
        var key = cache.getIfPresent(subject);
        if (key == null) {
            key = findKey(subject).orElse(null);
            if (key == null) {
                return Optional.empty();
            }
            cache.put(subject, key);
        }
        var bytes = DECODER.decode(sealed.substring(PREFIX.length() + subject.length() + 1));
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
            cipher.updateAAD(subject.getBytes(StandardCharsets.UTF_8));
            var text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the sealed value of " + subject + " was changed", e);
        }
    }

    /// Whose value a sealed text is.
    public static String subjectOf(String sealed) {
        var end = sealed.indexOf(':', PREFIX.length());
        if (!sealed.startsWith(PREFIX) || end < 0) {
            throw new IllegalArgumentException("not a sealed personal value");
        }
        return sealed.substring(PREFIX.length(), end);
    }

    /// Whether anything was ever sealed for `subject`, erased since or not.
    public boolean knows(String subject) {
        return keys.sql("select exists (select from personal_key where subject = ?)")
                .param(subject)
                .query(Boolean.class)
                .single();
    }

    /// In one round trip, since most subjects are new ones. Somebody else's key that came between
    /// is in neither of its parts.
    private SecretKey findOrMakeKey(String subject) {
        var fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        return keys.sql(
                        """
                        with made as (
                            insert into personal_key (subject, key) values (:subject, :fresh)
                            on conflict do nothing returning key)
                        select key from made
                        union all select key from personal_key where subject = :subject and key is not null\
                        """)
                .param("subject", subject)
                .param("fresh", fresh)
                .query(byte[].class)
                .optional()
                .<SecretKey>map(key -> new SecretKeySpec(key, "AES"))
                .or(() -> findKey(subject))
                .orElseThrow(() -> new ErasedSubject(subject));
    }

    private Optional<SecretKey> findKey(String subject) {
        return keys.sql("select key from personal_key where subject = ? and key is not null")
                .param(subject)
                .query(byte[].class)
                .optional()
                .map(key -> new SecretKeySpec(key, "AES"));
    }

    /// Nothing more can be kept about a person who was erased.
    public static final class ErasedSubject extends IllegalStateException {
        ErasedSubject(String subject) {
            super("the key of " + subject + " was destroyed: nothing more can be stored about it");
        }
    }
}
