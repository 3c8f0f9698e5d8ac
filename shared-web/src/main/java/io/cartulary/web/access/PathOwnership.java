package io.cartulary.web.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which side answers a path: the one table from which the gateway makes its routes.
///
/// Reads belong to the query side and everything else to the command side, with the exceptions
/// listed here. Uses nothing but the JDK, because the gateway takes this class alone.
public final class PathOwnership {

    /// Who answers.
    public enum Side {
        COMMAND,
        QUERY
    }

    private record Exemption(Set<String> methods, Pattern path, Side owner) {

        /// @param path `*` stands for one segment, a last `/**` for anything below and the path
        ///   itself
        static Exemption of(String methods, String path, Side owner) {
            String below = path.endsWith("/**") ? "(/.*)?" : "";
            String head = below.isEmpty() ? path : path.substring(0, path.length() - 3);
            return new Exemption(
                    Set.of(methods.split("\\|")),
                    Pattern.compile(head.replace("*", "[^/]+") + below),
                    owner);
        }

        boolean matches(String method, String requested) {
            return methods.contains(method) && path.matcher(requested).matches();
        }
    }

    private static final List<Exemption> EXEMPTIONS =
            List.of(
                    // A shopper sees his own write at once: the cart is read from its aggregate.
                    Exemption.of("GET|HEAD", "/api/v1/cart/**", Side.COMMAND),
                    // Sessions, credentials, imports, effects and balances are the command side's
                    // own state.
                    Exemption.of("GET|HEAD", "/api/v1/auth/**", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/imports/**", Side.COMMAND),
                    // What orders are priced by is a decision table.
                    Exemption.of("GET|HEAD", "/api/v1/admin/tax-rules", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/shipping-methods", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/price-lists/**", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/effects/**", Side.COMMAND),
                    // Events that sagas and decision tables could not handle.
                    Exemption.of("GET|HEAD", "/api/v1/admin/parked-events/**", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/payments/**", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/orders/*/invoice", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/gift-cards/**", Side.COMMAND),
                    Exemption.of(
                            "GET|HEAD", "/api/v1/admin/customers/*/store-credit", Side.COMMAND),
                    Exemption.of("GET|HEAD", "/api/v1/admin/customers/*/cart", Side.COMMAND),
                    // Rebuilding a read model or retrying a letter that a projection could not
                    // read.
                    Exemption.of("POST", "/api/v1/admin/projections/**", Side.QUERY),
                    Exemption.of("POST|DELETE", "/api/v1/admin/dead-letters/**", Side.QUERY),
                    // What visitors do goes to Kafka and decides nothing.
                    Exemption.of("POST", "/api/v1/behaviour", Side.QUERY));

    private PathOwnership() {}

    /// @param method as HTTP writes it, in capitals
    /// @param path decoded and without a query, as in `/api/v1/orders`
    public static Side ownerOf(String method, String path) {
        for (Exemption departure : EXEMPTIONS) {
            if (departure.matches(method, path)) {
                return departure.owner();
            }
        }
        return method.equals("GET") || method.equals("HEAD") ? Side.QUERY : Side.COMMAND;
    }
}
