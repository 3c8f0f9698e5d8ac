package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cartulary.command.pricing.PricingRefused;
import io.cartulary.command.refusal.BulkOutcome;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.standalone.shop.StandaloneShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// Each route names every refusal that its commands can meet: found by following the controller's
/// calls, and from each command that is made the calls of what decides it.
class DocumentedRefusalsTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.cartulary.command");

    /// By the full name of the command.
    private static final Map<String, Set<JavaCodeUnit>> DECIDERS =
            CLASSES.stream()
                    .flatMap(type -> type.getCodeUnits().stream())
                    .filter(unit -> unit.isAnnotatedWith(CommandHandler.class))
                    .collect(
                            Collectors.groupingBy(
                                    unit -> unit.getRawParameterTypes().getFirst().getName(),
                                    Collectors.toSet()));

    private static final Set<String> LEFT_OUT_BY_A_LOG_IN =
            Set.of(
                    "409 CART_TAKEN",
                    "422 SAME_CART",
                    "404 WISHLIST_UNKNOWN",
                    "409 WISHLIST_FULL",
                    "409 TOO_MANY_WISHLISTS");

    private static final Set<String> NEED_A_PARENT =
            Set.of("409 CATEGORY_BELOW_ITSELF", "422 UNKNOWN_PARENT", "422 CATEGORIES_TOO_DEEP");

    /// A picture that was never uploaded is refused by a reason of its own.
    private static final Set<String> NO_PICTURE_IS_A_REASON = Set.of("404 NOT_FOUND");

    /// The shop asks with identifiers and sums of its own making, so these cannot come true here; a
    /// log-in leaves a cart alone that it cannot take over, and wishlists for which there is no
    /// room. What moves to the top comes below nothing.
    private static final Map<String, Set<String>> IMPOSSIBLE =
            Map.of(
                    "DELETE /api/v1/admin/categories/{categoryId}/parent", NEED_A_PARENT,
                    "POST /api/v1/admin/brands", NO_PICTURE_IS_A_REASON,
                    "POST /api/v1/admin/categories", NO_PICTURE_IS_A_REASON,
                    "POST /api/v1/admin/collections", NO_PICTURE_IS_A_REASON,
                    "POST /api/v1/admin/products", Set.of("409 PRODUCT_EXISTS", "404 NOT_FOUND"),
                    "POST /api/v1/admin/staff", Set.of("404 NOT_FOUND"),
                    "POST /api/v1/auth/login", LEFT_OUT_BY_A_LOG_IN,
                    "POST /api/v1/auth/passkeys/login", LEFT_OUT_BY_A_LOG_IN,
                    "POST /api/v1/cart", Set.of("409 CART_TAKEN"),
                    "POST /api/v1/orders", Set.of("422 EMPTY_ORDER", "422 TOTALS_DISAGREE"));

    /// By route, as in `api/routes/*.yaml`: by status what is answered, with the codes of refusals.
    private static final Map<String, Map<String, String>> DESCRIBED = described();

    record Route(String method, String path, Method handler) {

        Class<?> controller() {
            return handler.getDeclaringClass();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Route> routes() {
        return routesIn("io.cartulary.command");
    }

    static Stream<Route> searches() {
        return routesIn("io.cartulary.query.search");
    }

    private static Stream<Route> routesIn(String packages) {
        return StandaloneShop.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(mapping ->
                        mapping.getValue().getBeanType().getPackageName().startsWith(packages))
                .map(mapping ->
                        new Route(
                                mapping.getKey()
                                        .getMethodsCondition()
                                        .getMethods()
                                        .iterator()
                                        .next()
                                        .name(),
                                mapping.getKey().getPatternValues().iterator().next(),
                                mapping.getValue().getMethod()));
    }

    /// This shop works with some providers; the routes of the others are known by their classes.
    static Stream<Route> routesOfOtherProviders() {
        var here = routes().map(Route::controller).collect(Collectors.toSet());
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(RestController.class))
                .map(JavaClass::reflect)
                .filter(type -> !here.contains(type))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(method ->
                        Optional.ofNullable(
                                AnnotatedElementUtils.findMergedAnnotation(
                                        method, RequestMapping.class))
                                .map(mapping ->
                                        new Route(
                                                mapping.method()[0].name(),
                                                mapping.path()[0],
                                                method))
                                .stream());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void name_all_that_can_be_met(Route route) {
        var documented = codesOf(route);
        assertThat(reachableFrom(route))
                .as("%s documents %s", route, documented)
                .isSubsetOf(documented);
    }

    @ParameterizedTest
    @MethodSource("routesOfOtherProviders")
    void name_all_that_can_be_met_at_providers_that_this_shop_does_not_work_with(Route route) {
        assertThat(DESCRIBED).containsKey(route.toString());
        var answers = DESCRIBED.get(route.toString());
        assertThat(reachableFrom(route))
                .as("%s is described with %s", route, answers)
                .allSatisfy(refusal -> {
                    var status = refusal.substring(0, 3);
                    assertThat(answers.getOrDefault(status, "").split("\\W+"))
                            .contains(refusal.substring(4));
                });
    }

    @ParameterizedTest
    @MethodSource("searches")
    void name_that_search_may_be_away(Route route) {
        assertThat(codesOf(route)).contains("503 SEARCH_UNAVAILABLE");
    }

    private static Map<String, Map<String, String>> described() {
        var described = new HashMap<String, Map<String, String>>();
        var yaml = new YAMLMapper();
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:api/routes/*.yaml")) {
                for (var ofTag : yaml.readTree(file.getInputStream())) {
                    ofTag.properties()
                            .forEach(route -> {
                                var answers = new TreeMap<String, String>();
                                route.getValue()
                                        .path("responses")
                                        .properties()
                                        .forEach(answer ->
                                                answers.put(
                                                        answer.getKey(),
                                                        answer.getValue().asText()));
                                described.put(route.getKey(), answers);
                            });
                }
            }
            return described;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> codesOf(Route route) {
        var answers =
                DescribedApi.DOCUMENT
                        .path("paths")
                        .path(route.path())
                        .path(route.method().toLowerCase(Locale.ROOT))
                        .path("responses");
        return answers.valueStream()
                .map(answer -> answer.at("/content/application~1problem+json/examples"))
                .flatMap(JsonNode::valueStream)
                .map(example ->
                        example.at("/value/status").asInt()
                                + " "
                                + example.at("/value/code").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> reachableFrom(Route route) {
        var refusals = new TreeSet<String>();
        var missing = new TreeSet<String>();
        var seen = new HashSet<JavaCodeUnit>();
        var next = new ArrayDeque<JavaCodeUnit>();
        next.addAll(
                CLASSES.get(route.controller()).getCodeUnits().stream()
                        .filter(unit -> unit.getName().equals(route.handler().getName()))
                        .filter(unit ->
                                unit.getRawParameterTypes().size()
                                        == route.handler().getParameterCount())
                        .toList());
        while (!next.isEmpty()) {
            var unit = next.remove();
            if (!seen.add(unit)) {
                continue;
            }
            unit.getFieldAccesses().stream()
                    .filter(access -> isReason(access.getTargetOwner()))
                    .filter(access ->
                            access.getTarget().getRawType().equals(access.getTargetOwner()))
                    .filter(access ->
                            !unit.getOwner().equals(access.getTargetOwner())
                                    || !unit.getName().startsWith("<"))
                    .forEach(access ->
                            refusals.add(answerOf(access.getTargetOwner(), access.getName())));
            if (catchesRefusals(unit)) {
                continue;
            }
            next.addAll(onlyImplementationOf(unit));
            unit.getAccessesFromSelf().stream()
                    .filter(JavaCodeUnitAccess.class::isInstance)
                    .map(access -> ((JavaCodeUnitAccess<?>) access).getTarget().resolveMember())
                    .flatMap(Optional::stream)
                    .filter(target -> CLASSES.contain(target.getOwner().getName()))
                    .forEach(next::add);
            unit.getConstructorCallsFromSelf()
                    .forEach(call ->
                            DECIDERS.getOrDefault(call.getTargetOwner().getName(), Set.of())
                                    .forEach(decider -> {
                                        next.add(decider);
                                        if (mayFindNothing(decider)) {
                                            missing.add("404 NOT_FOUND");
                                        }
                                    }));
        }
        // What a person names may not be there; a shopper's own cart always is.
        if (route.path().startsWith("/api/v1/admin/")) {
            refusals.addAll(missing);
        }
        refusals.removeAll(IMPOSSIBLE.getOrDefault(route.toString(), Set.of()));
        return refusals;
    }

    /// An interface that one class implements only turns a dependency round.
    private static List<JavaCodeUnit> onlyImplementationOf(JavaCodeUnit unit) {
        var implementations = unit.getOwner().getAllSubclasses();
        if (!unit.getOwner().isInterface() || implementations.size() != 1) {
            return List.of();
        }
        return implementations.iterator().next().getCodeUnits().stream()
                .filter(own -> own.getName().equals(unit.getName()))
                .filter(own -> own.getRawParameterTypes().equals(unit.getRawParameterTypes()))
                .toList();
    }

    private static boolean mayFindNothing(JavaCodeUnit decider) {
        return decider.getOwner().isAnnotatedWith(Aggregate.class)
                && !(decider instanceof JavaConstructor)
                && !decider.isAnnotatedWith(CreationPolicy.class);
    }

    private static boolean isReason(JavaClass type) {
        return type.isEnum() && type.isAssignableTo(Rejection.class);
    }

    /// Its callers get an answer instead.
    private static boolean catchesRefusals(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(BulkOutcome.class))
                || unit.getTryCatchBlocks().stream()
                        .flatMap(block -> block.getCaughtThrowables().stream())
                        .anyMatch(caught ->
                                caught.isEquivalentTo(PricingRefused.class)
                                        || caught.isEquivalentTo(CommandExecutionException.class));
    }

    private static String answerOf(JavaClass vocabulary, String name) {
        for (var reason : vocabulary.reflect().getEnumConstants()) {
            if (reason instanceof Rejection rejection && rejection.name().equals(name)) {
                var status =
                        switch (rejection.kind()) {
                            case NOT_FOUND -> 404;
                            case CONFLICT -> 409;
                            case PRECONDITION -> 412;
                            case INVALID -> 422;
                        };
                return status + " " + name;
            }
        }
        throw new AssertionError(name);
    }
}
