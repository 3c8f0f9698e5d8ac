package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.RouteTable;
import io.cartulary.web.access.RouteTable.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route there is says who may call it and is owned by the side that answers it.
class RoutesTest {

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
        try (var table = RouteTable.class.getResourceAsStream("routes.txt")) {
            var listed = new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertThat(listed).doesNotHaveDuplicates().containsAll(declared);
            // A provider that is not configured takes no callbacks in this shop.
            assertThat(listed)
                    .filteredOn(route -> !declared.contains(route))
                    .allMatch(route -> route.endsWith(" PROVIDER"));
        }
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

    /// Without a rule a shopper is told to log in as staff.
    @ParameterizedTest
    @MethodSource("routes")
    void is_open_to_shoppers_unless_it_is_for_staff(Route route) {
        var body = route.method().equals("GET") ? null : "{}";
        var answer =
                StandaloneShop.shopper()
                        .shop(route.method(), route.example().substring("/api/v1".length()), body);
        var forStaff = route.path().startsWith("/api/v1/admin/");
        assertThat(answer.text("code").equals("UNAUTHENTICATED"))
                .as(answer.response().body())
                .isEqualTo(forStaff);
    }

    @Test
    void are_documented_with_their_errors() {
        var documents = StandaloneShop.shopper().document("/api/docs");
        assertThat(routes().map(Route::path).distinct())
                .allSatisfy(path ->
                        assertThat(documents.body().path("paths").has(path)).as(path).isTrue());
    }
}
