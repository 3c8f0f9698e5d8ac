package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.RouteTable;
import io.cartulary.web.access.RouteTable.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route there is says who may call it and is owned by the side that answers it.
class RoutesTest {

    private static final Map<Side, String> DESCRIPTIONS =
            Map.of(
                    Side.COMMAND, "command-side/src/main/resources/api/routes",
                    Side.QUERY, "query-side/src/main/resources/api/routes");

    record Route(String method, String path, HandlerMethod handler) {

        Side side() {
            return handler.getBeanType().getPackageName().startsWith("io.cartulary.command")
                    ? Side.COMMAND
                    : Side.QUERY;
        }

        OpenTo openTo() {
            return handler.getMethodAnnotation(OpenTo.class);
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
                                                route.openTo().value()))
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

    /// Without a rule a shopper is told to log in.
    @ParameterizedTest
    @MethodSource("routes")
    void is_open_to_shoppers_unless_one_has_to_log_in(Route route) {
        var body = route.method().equals("GET") ? null : "{}";
        var answer =
                StandaloneShop.shopper()
                        .shop(route.method(), route.example().substring("/api/v1".length()), body);
        var needsLogIn = Set.of(Caller.STAFF, Caller.CUSTOMER).contains(route.openTo().value());
        assertThat(answer.text("code").equals("UNAUTHENTICATED"))
                .as(answer.response().body())
                .isEqualTo(needsLogIn);
    }

    @Test
    void are_documented_with_their_errors() {
        var documents = StandaloneShop.shopper().document("/api/docs");
        assertThat(routes().map(Route::path).distinct())
                .allSatisfy(path ->
                        assertThat(documents.body().path("paths").has(path)).as(path).isTrue());
    }
}
