package io.cartulary.command.importing.orders;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Codes of countries by the English names that imported orders give them.
final class Countries {

    private static final Map<String, String> CODES = new HashMap<>();

    /// ISO 3166 leaves it to its users.
    private static final String UNKNOWN = "ZZ";

    static {
        for (var code : Locale.getISOCountries()) {
            CODES.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code);
        }
        CODES.put("EIRE", "IE");
        CODES.put("RSA", "ZA");
        CODES.put("USA", "US");
        CODES.put("Czech Republic", "CZ");
        CODES.put("Hong Kong", "HK");
        // Jersey is the larger of them; they share no code.
        CODES.put("Channel Islands", "JE");
        CODES.put("European Community", "EU");
    }

    private Countries() {}

    /// ISO 3166-1 alpha-2, `ZZ` when the name names no country.
    static String code(String name) {
        return CODES.getOrDefault(name.strip(), UNKNOWN);
    }
}
