package io.cartulary.command.importing.customers;

import io.cartulary.command.account.ImportedAccount;
import io.cartulary.command.account.credential.ForeignHash;
import io.cartulary.command.customer.PostalCodes;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.customer.Profile.Gender;
import io.cartulary.events.customer.Profile.SkinType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a line of a file says of a customer. What is wrong is not repeated in a report: it may be
/// personal.
final class CustomerLine {

    private static final int NAME = 100;
    private static final int LINE = 200;
    private static final int MOST_ADDRESSES = 50;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern LANGUAGE = Pattern.compile("en|th|km");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private CustomerLine() {}

    static ImportedAccount of(JsonFields fields) {
        var email = fields.text("email", 254);
        require(EMAIL.matcher(email).matches(), fields, "email", "an e-mail address");
        var language = fields.textOrNull("language", 10);
        require(
                language == null || LANGUAGE.matcher(language).matches(),
                fields,
                "language",
                "en, th or km");
        var profile =
                new Profile(
                        fields.textOrNull("first_name", NAME),
                        fields.textOrNull("last_name", NAME),
                        fields.textOrNull("phone", 40),
                        birthDate(fields),
                        word(fields, "gender", Gender.class),
                        language == null ? "en" : language,
                        word(fields, "skin_type", SkinType.class),
                        null);
        return new ImportedAccount(
                email,
                hash(fields),
                profile,
                fields.objects("addresses", MOST_ADDRESSES).stream()
                        .map(address -> address(address, profile))
                        .toList());
    }

    private static @Nullable String birthDate(JsonFields fields) {
        var text = fields.textOrNull("birth_date", 10);
        try {
            return text == null ? null : LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw malformed(fields, "birth_date", "a day such as 1990-04-30");
        }
    }

    private static <E extends Enum<E>> @Nullable E word(
            JsonFields fields, String name, Class<E> words) {
        var text = fields.textOrNull(name, NAME);
        if (text == null) {
            return null;
        }
        for (var word : words.getEnumConstants()) {
            if (word.name().equalsIgnoreCase(text)) {
                return word;
            }
        }
        throw malformed(
                fields,
                name,
                "one of "
                        + String.join(
                                ", ",
                                List.of(words.getEnumConstants()).stream()
                                        .map(Enum::name)
                                        .toList()));
    }

    private static @Nullable String hash(JsonFields fields) {
        var text = fields.textOrNull("password_hash", 200);
        if (text == null) {
            return null;
        }
        return ForeignHash.read(text)
                .orElseThrow(() ->
                        malformed(
                                fields,
                                "password_hash",
                                "a hash of bcrypt ($2b$12$…), argon2 ($argon2id$…) or PBKDF2 (pbkdf2_sha256$…) that takes no more than seconds"));
    }

    private static CustomerAddress address(JsonFields fields, Profile profile) {
        var country = fields.text("country", 2);
        require(COUNTRY.matcher(country).matches(), fields, "country", "a code such as GB");
        var postalCode = fields.textOrNull("postal_code", 20);
        require(
                postalCode != null || !PostalCodes.areAskedFor(country),
                fields,
                "postal_code",
                "given in this country");
        return new CustomerAddress(
                orElse(fields, "first_name", profile.firstName()),
                orElse(fields, "last_name", profile.lastName()),
                fields.textOrNull("company", NAME),
                fields.text("line1", LINE),
                fields.textOrNull("line2", LINE),
                fields.text("city", NAME),
                fields.textOrNull("region", NAME),
                postalCode,
                country,
                fields.textOrNull("phone", 40));
    }

    private static String orElse(JsonFields fields, String name, @Nullable String other) {
        var text = fields.textOrNull(name, NAME);
        if (text == null && other == null) {
            throw malformed(fields, name, "given, here or for the customer");
        }
        return text == null ? other : text;
    }

    private static void require(boolean holds, JsonFields fields, String name, String form) {
        if (!holds) {
            throw malformed(fields, name, form);
        }
    }

    private static RowFault malformed(JsonFields fields, String name, String form) {
        var path = fields.pathOf(name);
        return RowFault.malformed(path, "%s must be %s.".formatted(path, form));
    }
}
