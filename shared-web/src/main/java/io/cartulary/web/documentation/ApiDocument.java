package io.cartulary.web.documentation;

import io.cartulary.events.Percent;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.input.Bounds;
import io.cartulary.web.input.NamedParameters;
import io.cartulary.web.page.Cursors;
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
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;

/// Makes the document whole: the JSON our values really have, an example for every body, every
/// error with its code, and names that both sides can use side by side in one document.
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final Set<String> WITHOUT_BODY = Set.of("204", "304", "308");

    static final String STAFF = "staff";
    static final String CART = "cart";
    static final String ACCOUNT = "account";

    ApiDocument() {
        SpringDocUtils.getConfig()
                .addAnnotationsToIgnore(CurrentCart.class, NamedParameters.class)
                .addRequestWrapperToIgnore(NewIds.class, HttpHeaders.class)
                .removeRequestWrapperToIgnore(ZoneId.class)
                .replaceWithSchema(
                        Percent.class,
                        new StringSchema()
                                .pattern("^\\d{1,3}(\\.\\d{1,3})?$")
                                .maxLength(7)
                                .description("Percent, 0 to 100, with up to three decimals")
                                .example("8.875"))
                .replaceWithSchema(StreamingResponseBody.class, new StringSchema().format("binary"))
                .replaceWithSchema(JsonNode.class, new ObjectSchema())
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
    Schemas schemas(ObjectMapperProvider mappers) {
        var schemas = new Schemas(mappers.jsonMapper());
        schemas.setOpenapi31(mappers.isOpenapi31());
        return schemas;
    }

    @Bean
    GlobalOperationCustomizer callersAreKnownByCartOrAccount() {
        return (operation, handler) -> {
            if (Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.hasParameterAnnotation(CurrentCart.class))) {
                operation
                        .addSecurityItem(new SecurityRequirement().addList(CART))
                        .addSecurityItem(new SecurityRequirement().addList(ACCOUNT));
            }
            var open = handler.getMethodAnnotation(OpenTo.class);
            if (open != null && (open.value() == Caller.CUSTOMER || open.value() == Caller.OWNER)) {
                operation.addSecurityItem(new SecurityRequirement().addList(ACCOUNT));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer wholeDocument(List<KnownProblems> knownProblems, Schemas schemas) {
        var errors = new DocumentedErrors(knownProblems);
        var routes = SingletonSupplier.of(() -> new DocumentedRoutes(schemas));
        var descriptions = SingletonSupplier.of(Descriptions::new);
        return api -> {
            api.getComponents()
                    .addSchemas(DocumentedErrors.PROBLEM, DocumentedErrors.problem())
                    .addSecuritySchemes(
                            STAFF,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .bearerFormat("JWT")
                                    .description(
                                            "Of staff who logged in, or of a machine from `POST /api/v1/auth/token`"))
                    .addSecuritySchemes(
                            ACCOUNT,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .bearerFormat("JWT")
                                    .description("From the answer of `POST /api/v1/auth/login`"))
                    .addSecuritySchemes(
                            CART,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.APIKEY)
                                    .in(SecurityScheme.In.HEADER)
                                    .name(ApiHeaders.CART_TOKEN)
                                    .description("From the answer of `POST /api/v1/cart`"));
            routes.obtain().addTo(api);
            var examples = new Examples(api.getComponents());
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap()
                                    .forEach((method, operation) -> {
                                        operation.setOperationId(name(method, path));
                                        errors.addTo(method, path, operation);
                                        addExamples(operation, examples);
                                        boundParameters(operation);
                                        sortAnswers(operation);
                                    }));
            descriptions.obtain().addTo(api);
            new RequestSchemas(schemas, api).complete(api);
        };
    }

    /// One name for one operation, also when two documents are put together.
    private static String name(HttpMethod method, String path) {
        return method.name().toLowerCase(Locale.ROOT)
                + path.substring("/api/v1".length()).replaceAll("[^A-Za-z0-9]+", "_");
    }

    private static void addExamples(Operation operation, Examples examples) {
        if (operation.getRequestBody() != null) {
            addExamples(operation.getRequestBody().getContent(), examples);
        }
        operation
                .getResponses()
                .forEach((status, answer) -> {
                    if (WITHOUT_BODY.contains(status)) {
                        answer.setContent(null);
                    } else {
                        addExamples(answer.getContent(), examples);
                    }
                });
    }

    private static void addExamples(@Nullable Content content, Examples examples) {
        if (content != null) {
            content.forEach(ApiDocument::showBytes);
            content.values().stream()
                    .filter(ApiDocument::hasNoExample)
                    .forEach(media -> media.setExample(examples.of("", media.getSchema())));
        }
    }

    /// Bytes are text in Base64 within JSON alone.
    private static void showBytes(String type, MediaType media) {
        var isBytes = media.getSchema() != null && "byte".equals(media.getSchema().getFormat());
        if (isBytes && !type.endsWith("json")) {
            media.setSchema(new StringSchema().format("binary"));
        }
    }

    private static void boundParameters(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDocument::bound);
        }
    }

    private static void bound(Parameter parameter) {
        if ("limit".equals(parameter.getName())) {
            parameter.setSchema(pageSize());
        } else {
            bound(parameter.getSchema());
        }
    }

    private static void bound(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        var isText = Schemas.jsonTypeOf(schema).equals("string");
        if (isText && schema.getEnum() == null && schema.getFormat() == null) {
            schema.setMaxLength(
                    Objects.requireNonNullElse(schema.getMaxLength(), Bounds.LONGEST_PARAMETER));
        }
        bound(schema.getItems());
    }

    private static IntegerSchema pageSize() {
        var size = new IntegerSchema();
        size.setMinimum(BigDecimal.ONE);
        size.setMaximum(BigDecimal.valueOf(Cursors.LARGEST_SIZE));
        size.setDefault(Cursors.DEFAULT_SIZE);
        return size;
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
