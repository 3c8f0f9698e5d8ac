package io.cartulary.query.customer;

import io.cartulary.events.customer.EmailAddresses;
import io.cartulary.web.access.Signatures;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The form in which names, e-mail addresses and phone numbers stand in a table: equal for what is
/// to be found together, and not to be turned back without the platform's secret. A name is found
/// by the beginning of its words, an e-mail address as a whole, a phone number by its last seven
/// digits, which are the same with and without the country's code.
@Component
public class SearchTokens {

    private static final String PURPOSE = "customer-search";
    private static final int SHORTEST_BEGINNING = 2;
    private static final int LONGEST_BEGINNING = 10;
    private static final int DIGITS_OF_PHONE = 7;

    /// 72 bits: two words in a million customers' names hardly share one.
    private static final int LENGTH = 12;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][-0-9 ()./]{5,}");

    private final Signatures signatures;

    SearchTokens(Signatures signatures) {
        this.signatures = signatures;
    }

    public Stream<String> ofEmail(@Nullable String email) {
        return email == null
                ? Stream.empty()
                : Stream.of(token("email", EmailAddresses.normalised(email)));
    }

    public Stream<String> ofPhone(@Nullable String phone) {
        var digits = phone == null ? "" : digits(phone);
        return digits.length() < DIGITS_OF_PHONE
                ? Stream.empty()
                : Stream.of(token("phone", lastOf(digits)));
    }

    public Stream<String> ofName(@Nullable String name) {
        return words(name).flatMap(this::beginnings);
    }

    /// What all must be among the tokens of a customer who is looked for; empty when a text is too
    /// short to look for.
    public List<String> wanted(String text) {
        if (text.contains("@")) {
            return ofEmail(text).toList();
        }
        if (PHONE.matcher(text.strip()).matches() && digits(text).length() >= DIGITS_OF_PHONE) {
            return ofPhone(text).toList();
        }
        var found = new ArrayList<String>();
        words(text)
                .filter(word -> word.codePointCount(0, word.length()) >= SHORTEST_BEGINNING)
                .forEach(word -> found.add(token("name", beginning(word, LONGEST_BEGINNING))));
        return found;
    }

    private static Stream<String> words(@Nullable String name) {
        return name == null
                ? Stream.empty()
                : BETWEEN_WORDS
                        .splitAsStream(
                                Normalizer.normalize(name, Normalizer.Form.NFC)
                                        .toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty());
    }

    private Stream<String> beginnings(String word) {
        var letters = word.codePointCount(0, word.length());
        return IntStream.rangeClosed(SHORTEST_BEGINNING, Math.min(letters, LONGEST_BEGINNING))
                .mapToObj(length -> token("name", beginning(word, length)));
    }

    private static String beginning(String word, int length) {
        var letters = word.codePointCount(0, word.length());
        return word.substring(0, word.offsetByCodePoints(0, Math.min(letters, length)));
    }

    private static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }

    private static String lastOf(String digits) {
        return digits.substring(digits.length() - DIGITS_OF_PHONE);
    }

    private String token(String kind, String value) {
        return signatures.keyedHash(PURPOSE, kind + " " + value).substring(0, LENGTH);
    }
}
