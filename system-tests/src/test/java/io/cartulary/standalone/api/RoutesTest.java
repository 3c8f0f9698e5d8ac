package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cartulary.events.account.Role;
import io.cartulary.standalone.shop.StandaloneShop;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.RouteTable;
import io.cartulary.web.access.RouteTable.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route there is says who may call it and is owned by the side that answers it.
class RoutesTest {

    private static final Map<Side, String> DESCRIPTIONS =
            Map.of(
                    Side.COMMAND, "command-side/src/main/resources/api/routes",
                    Side.QUERY, "query-side/src/main/resources/api/routes");

    private static final Map<Role, String> TOKENS =
            Arrays.stream(Role.values())
                    .collect(Collectors.toMap(role -> role, StandaloneShop::accessToken));

    private static final SingletonSupplier<String> ORDER =
            SingletonSupplier.of(() -> {
                var shopper = StandaloneShop.shopper();
                shopper.stock("ROUTES-1", 1250, 1);
                return shopper.buy("ROUTES-1", 1, "tok_never").expect(201).text("orderId");
            });

    record Route(String method, String path, HandlerMethod handler) {

        Side side() {
            return handler.getBeanType().getPackageName().startsWith("io.cartulary.command")
                    ? Side.COMMAND
                    : Side.QUERY;
        }

        OpenTo openTo() {
            return handler.getMethodAnnotation(OpenTo.class);
        }

        boolean isForStaff() {
            return openTo().value() == Caller.STAFF;
        }

        /// As the table of routes says it.
        String access() {
            return isForStaff()
                    ? "%s %s".formatted(Caller.STAFF, openTo().staff()[0])
                    : openTo().value().name();
        }

        boolean isOpenTo(Role role) {
            return !isForStaff() || openTo().staff()[0].isOf(role);
        }

        /// With something in the place of each variable.
        String example() {
            return path.replaceAll("\\{[^}]+}", "order-1");
        }
    }

    static Stream<Route> routes() {
        return StandaloneShop.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .flatMap(mapping ->
                        mapping.getKey().getMethodsCondition().getMethods().stream()
                                .flatMap(method ->
                                        mapping.getKey().getPatternValues().stream()
                                                .map(path ->
                                                        new Route(
                                                                method.name(),
                                                                path,
                                                                mapping.getValue()))))
                .filter(route -> route.path().startsWith("/api/v1/"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void says_who_may_call_it(Route route) {
        assertThat(route.openTo()).as("@OpenTo of %s %s", route.method(), route.path()).isNotNull();
        assertThat(route.openTo().staff()).hasSize(route.isForStaff() ? 1 : 0);
    }

    /// Of paths above the limit no time would be measured.
    @Test
    void each_has_a_time_among_the_metrics() {
        var limit =
                StandaloneShop.context()
                        .getEnvironment()
                        .getRequiredProperty(
                                "management.metrics.web.server.max-uri-tags", Integer.class);
        assertThat(routes().map(Route::path).distinct().count()).isLessThan(limit);
    }

    /// The gateway reads it.
    @Test
    void stand_in_the_table_of_routes() throws IOException {
        var declared =
                routes().map(route ->
                                "%s %s %s %s"
                                        .formatted(
                                                route.method(),
                                                route.path(),
                                                route.side(),
                                                route.access()))
                        .toList();
        var listed = table();
        assertThat(listed).doesNotHaveDuplicates().containsAll(declared);
        // A provider that is not configured takes no callbacks in this shop.
        assertThat(listed)
                .filteredOn(route -> !declared.contains(route))
                .allMatch(route -> route.endsWith(" PROVIDER"));
    }

    private static List<String> table() throws IOException {
        try (var table = RouteTable.class.getResourceAsStream("routes.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void are_described_by_the_side_that_answers_them() throws IOException {
        var silent = new TreeMap<String, Side>();
        for (var line : table()) {
            var words = line.split(" ");
            silent.put(words[0] + " " + words[1], Side.valueOf(words[2]));
        }
        var faults = new ArrayList<String>();
        for (var side : Side.values()) {
            for (var described : describedBy(side)) {
                if (!silent.remove(described.route(), side)) {
                    faults.add(
                            "%s describes %s, which this side does not answer or which is described before"
                                    .formatted(described.file(), described.route()));
                }
            }
        }
        silent.forEach((route, side) ->
                faults.add(
                        "Describe %s in %s, in the file of its context"
                                .formatted(route, DESCRIPTIONS.get(side))));
        assertThat(faults).isEmpty();
    }

    private record Described(Path file, String route) {}

    private static List<Described> describedBy(Side side) throws IOException {
        var found = new ArrayList<Described>();
        try (var files = Files.list(Path.of("..", DESCRIPTIONS.get(side)))) {
            for (var file : files.sorted().toList()) {
                for (var tag : new YAMLMapper().readTree(file.toFile())) {
                    tag.fieldNames()
                            .forEachRemaining(route -> found.add(new Described(file, route)));
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void is_owned_by_the_side_that_answers_it(Route route) {
        assertThat(RouteTable.ownerOf(route.method(), route.example())).contains(route.side());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void answers_options_and_other_methods_to_everyone(Route route) {
        var path = route.example().substring("/api/v1".length());
        var options = StandaloneShop.shopper().shop("OPTIONS", path, null).response();
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow").orElse("")).contains(route.method());
        var other = StandaloneShop.shopper().shop("TRACE", path, null).response();
        assertThat(other.statusCode()).isEqualTo(405);
    }

    /// Without a rule a shopper is asked to log in.
    @ParameterizedTest
    @MethodSource("routes")
    void is_open_to_shoppers_unless_one_has_to_log_in(Route route) {
        var body = route.method().equals("GET") ? null : "{}";
        var answer =
                StandaloneShop.shopper()
                        .shop(route.method(), route.example().substring("/api/v1".length()), body);
        var needsLogIn =
                Set.of(Caller.STAFF, Caller.CUSTOMER, Caller.OWNER)
                        .contains(route.openTo().value());
        assertThat(answer.text("code").equals("UNAUTHENTICATED"))
                .as(answer.response().body())
                .isEqualTo(needsLogIn);
    }

    /// Where a role is let in only reading is tried here, which changes nothing.
    @ParameterizedTest
    @MethodSource("routes")
    void lets_in_the_roles_that_may_call_it(Route route) {
        var path = route.example().substring("/api/v1".length());
        var isReading = route.method().equals("GET");
        for (var role : Role.values()) {
            if (route.isOpenTo(role) && !isReading) {
                continue;
            }
            var answer =
                    StandaloneShop.shopper()
                            .bearing(
                                    TOKENS.get(role),
                                    route.method(),
                                    path,
                                    isReading ? null : "{}");
            assertThat(answer.text("code").equals("FORBIDDEN"))
                    .as("%s: %s", role, answer.response().body())
                    .isEqualTo(!route.isOpenTo(role));
        }
    }

    /// Tried is what must be refused, which changes nothing.
    @ParameterizedTest
    @MethodSource("routes")
    void refuses_staff_who_act_for_a_customer_what_is_the_owners(Route route) {
        if (Set.of(Caller.STAFF, Caller.OWNER).contains(route.openTo().value())) {
            var answer =
                    StandaloneShop.shopper()
                            .bearing(
                                    StandaloneShop.accessTokenOnBehalf(),
                                    route.method(),
                                    route.example().substring("/api/v1".length()),
                                    route.method().equals("GET") ? null : "{}");
            assertThat(answer.text("code")).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void of_passwords_passkeys_second_factors_sessions_and_deletion_are_the_owners() {
        assertThat(
                        routes().filter(route -> route.openTo().value() == Caller.OWNER)
                                .map(route -> route.method() + " " + route.path())
                                .sorted())
                .containsExactly(
                        "DELETE /api/v1/users/me/passkeys/{passkeyId}",
                        "DELETE /api/v1/users/me/second-factor",
                        "DELETE /api/v1/users/me/sessions",
                        "DELETE /api/v1/users/me/sessions/{sessionId}",
                        "DELETE /api/v1/users/{userId}",
                        "GET /api/v1/users/me/passkeys",
                        "GET /api/v1/users/me/second-factor",
                        "GET /api/v1/users/me/sessions",
                        "POST /api/v1/auth/change-password",
                        "POST /api/v1/auth/passkeys",
                        "POST /api/v1/auth/passkeys/creation-options",
                        "POST /api/v1/auth/second-factor",
                        "POST /api/v1/auth/second-factor/confirm",
                        "POST /api/v1/auth/second-factor/recovery-codes",
                        "POST /api/v1/users/me/email",
                        "PUT /api/v1/users/me/passkeys/{passkeyId}");
    }

    /// What is a guest's is not there for who has another cart or an account, whatever their role.
    @ParameterizedTest
    @MethodSource("routes")
    void shows_nothing_of_an_order_to_who_did_not_place_it(Route route) {
        if (route.openTo().value() != Caller.SHOPPER || !route.path().contains("{orderId}")) {
            return;
        }
        var path = route.path().replace("{orderId}", ORDER.get()).substring("/api/v1".length());
        var body = route.method().equals("GET") ? null : bodyOf(route);
        var other = StandaloneShop.shopper();
        other.openCart();
        assertThat(other.shop(route.method(), path, body).status()).isEqualTo(404);
        for (var role : Role.values()) {
            assertThat(
                            StandaloneShop.shopper()
                                    .bearing(TOKENS.get(role), route.method(), path, body)
                                    .text("code"))
                    .isEqualTo(role.isStaff() ? "CART_TOKEN_REQUIRED" : "NOT_FOUND");
        }
    }

    /// The example of the document, or what is wrong with the body would be said first.
    private static String bodyOf(Route route) {
        return DescribedApi.DOCUMENT
                .path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .at("/requestBody/content/application~1json/example")
                .toString();
    }

    @Test
    void are_listed_in_the_table_of_what_each_role_may_do() throws IOException {
        var written = Files.readString(Path.of("..", "docs", "access.md"));
        var table = written.substring(written.indexOf("| Permission"));
        assertThat(table).as("docs/access.md from its table on").isEqualTo(accessTable());
    }

    private static String accessTable() {
        var text = new StringBuilder("| Permission | To |");
        var staff = Arrays.stream(Role.values()).filter(Role::isStaff).toList();
        staff.forEach(role -> text.append(" %s |".formatted(role.name().toLowerCase(Locale.ROOT))));
        text.append("\n|---|---|").append("---|".repeat(staff.size())).append("\n");
        for (var permission : Permission.values()) {
            text.append("| `%s` | %s |".formatted(permission, permission.meaning()));
            staff.forEach(role -> text.append(permission.isOf(role) ? " yes |" : " |"));
            text.append("\n");
        }
        for (var permission : Permission.values()) {
            var routes =
                    routes().filter(Route::isForStaff)
                            .filter(route -> route.openTo().staff()[0] == permission)
                            .map(route -> "- `%s %s`\n".formatted(route.method(), route.path()))
                            .sorted()
                            .toList();
            if (!routes.isEmpty()) {
                text.append("\n## %s\n".formatted(permission)).append(String.join("", routes));
            }
        }
        return text.toString();
    }

    @Test
    void are_documented_with_their_errors() {
        assertThat(routes().map(Route::path).distinct())
                .allSatisfy(path ->
                        assertThat(DescribedApi.DOCUMENT.path("paths").has(path))
                                .as(path)
                                .isTrue());
    }
}
