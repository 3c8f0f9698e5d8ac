package io.cartulary.web.documentation;

import com.fasterxml.jackson.databind.JavaType;
import io.cartulary.events.Percent;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.idempotency.NewIds;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Makes the document whole: the JSON our values really have, an example for every body, every
/// error with its code, and names that both sides can use side by side in one document.
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static final String STAFF = "staff";
    static final String CART = "cart";

    private static final String ROOT = "io.cartulary.";

    ApiDocument() {
        SpringDocUtils.getConfig()
                .addAnnotationsToIgnore(CurrentCart.class)
                .addRequestWrapperToIgnore(NewIds.class)
                .replaceWithSchema(CurrencyUnit.class, new StringSchema().example("EUR"))
                .replaceWithSchema(Money.class, money())
                .replaceWithSchema(
                        Percent.class,
                        new StringSchema()
                                .pattern("^\\d{1,3}(\\.\\d{1,3})?$")
                                .maxLength(7)
                                .description("Percent, 0 to 100, with up to three decimals")
                                .example("8.875"))
                .replaceWithSchema(
                        SseEmitter.class,
                        new StringSchema()
                                .example(
                                        """
                                        id:0b7f6f3e-52a4-4c3e-9d4e-3f0f6c1d2a55
                                        event:OrderConfirmed
                                        data:{"orderId":"%s","change":"OrderConfirmed","at":"%s"}

                                        """
                                                .formatted(
                                                        Examples.id("orderId"), Examples.INSTANT)));
    }

    private static Schema<?> money() {
        Schema<?> schema =
                new ObjectSchema()
                        .addProperty("amount", new IntegerSchema().format("int64").example(1250L))
                        .addProperty("currency", new StringSchema().example("EUR"))
                        .description("Minor units of an ISO 4217 currency");
        schema.setRequired(List.of("amount", "currency"));
        return schema;
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                // Else the document repeats whatever host a caller writes.
                .servers(List.of(new Server().url("/")))
                .info(
                        new Info()
                                .title("Cartulary")
                                .version("v1")
                                .description(
                                        "Event-sourced order platform. Money is in minor units; times are UTC; every"
                                                + " error is a problem detail with a stable `code`.")
                                .license(new License().name("Apache-2.0")));
    }

    @Bean
    ModelResolver schemasNamedByContext(ObjectMapperProvider mappers) {
        var resolver = new ModelResolver(mappers.jsonMapper(), new NamesByContext());
        resolver.setOpenapi31(mappers.isOpenapi31());
        return resolver;
    }

    /// `command.order.PlacedOrder`: each context has its own words, and some share their spelling.
    private static final class NamesByContext extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            return type.getName().startsWith(ROOT)
                    ? type.getPackageName().substring(ROOT.length()) + "." + type.getSimpleName()
                    : super.getNameOfClass(type);
        }

        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            return type.getRawClass().getSimpleName()
                    + "-"
                    + type.getBindings().getTypeParameters().stream()
                            .map(argument -> nameForType(argument, options))
                            .collect(Collectors.joining("-"));
        }
    }

    @Bean
    GlobalOperationCustomizer shoppersAreKnownByTheirCart() {
        return (operation, handler) -> {
            if (Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.hasParameterAnnotation(CurrentCart.class))) {
                operation.addSecurityItem(new SecurityRequirement().addList(CART));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer wholeDocument(List<KnownProblems> knownProblems) {
        var errors = new DocumentedErrors(knownProblems);
        return api -> {
            api.getComponents()
                    .addSchemas(DocumentedErrors.PROBLEM, DocumentedErrors.problem())
                    .addSecuritySchemes(
                            STAFF,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                    .addSecuritySchemes(
                            CART,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.APIKEY)
                                    .in(SecurityScheme.In.HEADER)
                                    .name(ApiHeaders.CART_TOKEN)
                                    .description("From the answer of `POST /api/v1/cart`"));
            var examples = new Examples(api.getComponents());
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap()
                                    .forEach((method, operation) -> {
                                        operation.setOperationId(name(method, path));
                                        succeedsSomehow(operation);
                                        errors.addTo(method, path, operation);
                                        addExamples(operation, examples);
                                        sortAnswers(operation);
                                    }));
        };
    }

    /// One name for one operation, also when two documents are put together.
    private static String name(HttpMethod method, String path) {
        return method.name().toLowerCase(Locale.ROOT)
                + path.substring("/api/v1".length()).replaceAll("[^A-Za-z0-9]+", "_");
    }

    /// When a controller only names its errors, springdoc takes the success for one of them.
    private static void succeedsSomehow(Operation operation) {
        var answers = operation.getResponses();
        if (answers.keySet().stream().noneMatch(status -> status.startsWith("2"))) {
            var content =
                    answers.values().stream()
                            .map(ApiResponse::getContent)
                            .filter(Objects::nonNull)
                            .findFirst();
            answers.put("200", new ApiResponse().description("OK").content(content.orElse(null)));
        }
    }

    private static void addExamples(Operation operation, Examples examples) {
        if (operation.getRequestBody() != null) {
            addExamples(operation.getRequestBody().getContent(), examples);
        }
        operation
                .getResponses()
                .forEach((status, answer) -> {
                    if (status.equals("204") || status.equals("304")) {
                        answer.setContent(null);
                    } else {
                        addExamples(answer.getContent(), examples);
                    }
                });
    }

    private static void addExamples(@Nullable Content content, Examples examples) {
        if (content != null) {
            content.values().stream()
                    .filter(ApiDocument::hasNoExample)
                    .forEach(media -> media.setExample(examples.of("", media.getSchema())));
        }
    }

    private static void sortAnswers(Operation operation) {
        var sorted = new ApiResponses();
        sorted.putAll(new TreeMap<>(operation.getResponses()));
        operation.setResponses(sorted);
    }

    private static boolean hasNoExample(MediaType media) {
        Map<?, ?> examples = media.getExamples();
        return media.getExample() == null
                && (examples == null || examples.isEmpty())
                && media.getSchema() != null;
    }
}
