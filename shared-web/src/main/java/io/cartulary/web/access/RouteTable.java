package io.cartulary.web.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// All routes of both sides as the controllers declare them, for those who cannot see controllers:
/// the gateway sends each request to the side that answers it. A test holds `routes.txt` to the
/// controllers. Uses nothing but the JDK, because the gateway takes this class alone.
public final class RouteTable {

    /// Who answers.
    public enum Side {
        COMMAND,
        QUERY
    }

    private static final String DOCUMENTS = "/api/docs";

    private static final List<Route> ROUTES = read();

    private record Route(String method, Pattern path, int variables, Side side) {

        static Route of(String line) {
            var words = line.split(" ");
            var template = words[1];
            return new Route(
                    words[0],
                    Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\.")),
                    template.split("\\{", -1).length - 1,
                    Side.valueOf(words[2]));
        }

        boolean isAt(String requested) {
            return path.matcher(requested).matches();
        }
    }

    private RouteTable() {}

    private static List<Route> read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        RouteTable.class.getResourceAsStream("routes.txt")),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(Route::of)
                    .sorted(Comparator.comparingInt(Route::variables))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param method as HTTP writes it, in capitals
    /// @param path decoded and without a query, as in `/api/v1/orders`
    /// @return nothing where there is no such route
    public static Optional<Side> ownerOf(String method, String path) {
        if (path.equals(DOCUMENTS) || path.startsWith(DOCUMENTS + "/")) {
            return Optional.of(Side.QUERY);
        }
        var asked = method.equals("HEAD") ? "GET" : method;
        return ROUTES.stream()
                .filter(route -> route.method().equals(asked) && route.isAt(path))
                .map(Route::side)
                .findFirst();
    }

    /// What a path may be asked by; empty where there is none.
    public static Set<String> methodsOf(String path) {
        var methods =
                ROUTES.stream()
                        .filter(route -> route.isAt(path))
                        .map(Route::method)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }
}
