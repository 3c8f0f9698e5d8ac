package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.web.access.PathOwnership;
import io.cartulary.web.access.PathOwnership.Side;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route there is has an access rule and is owned by the side that answers it.
class RoutesTest {

    record Route(String method, String path, Class<?> controller) {

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
                                                                mapping.getValue().getBeanType()))))
                .filter(route -> route.path().startsWith("/api/v1/"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void is_owned_by_the_side_that_answers_it(Route route) {
        var answers =
                route.controller().getPackageName().startsWith("io.cartulary.command")
                        ? Side.COMMAND
                        : Side.QUERY;
        assertThat(PathOwnership.ownerOf(route.method(), route.example())).isEqualTo(answers);
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
