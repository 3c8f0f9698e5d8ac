package io.cartulary.web.documentation;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Says of every route what it does, takes, answers and refuses, from the files `api/routes/*.yaml`
/// of the sides that run here. There a route stands under its tag, as in `PUT
/// /api/v1/cart/items/{sku}`.
final class DocumentedRoutes {

    private static final String FILES = "classpath*:api/routes/*.yaml";

    private static final TypeReference<Map<String, Map<String, Text>>> BY_TAG_AND_ROUTE =
            new TypeReference<>() {};

    /// A word in capitals that has an underscore or stands alone between commas.
    private static final Pattern CODE =
            Pattern.compile(
                    "(?<![`\\w])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![`\\w])|(?:^|(?<=, ))[A-Z]{3,}(?=,|:|$)");

    /// What stands under a route.
    ///
    /// @param parameters what they mean, where it is not what their names mean everywhere
    /// @param headers what is read of the request besides its parameters, and what that means
    /// @param requestSchema the Java types a body may have, where the controller takes bytes
    /// @param responseSchema the same of a success
    /// @param upload the media type of the file that is sent, where it is not JSON
    /// @param requestExample of a body; without one it is made from the schema
    /// @param responses by status: what a success means, the codes of a refusal
    /// @param responseExample of a success; without one it is made from the schema
    private record Text(
            String summary,
            @Nullable String description,
            @Nullable Map<String, String> parameters,
            @Nullable Map<String, String> headers,
            @Nullable String upload,
            @Nullable List<String> requestSchema,
            @Nullable JsonNode requestExample,
            @Nullable Map<String, String> responses,
            @Nullable List<String> responseSchema,
            @Nullable JsonNode responseExample) {

        Text {
            parameters = Objects.requireNonNullElse(parameters, Map.of());
            headers = Objects.requireNonNullElse(headers, Map.of());
            responses = Objects.requireNonNullElse(responses, Map.of());
        }
    }

    private record Entry(String tag, Text text) {}

    private final Schemas schemas;
    private final Map<String, Entry> routes = new HashMap<>();

    DocumentedRoutes(Schemas schemas) {
        this.schemas = schemas;
        var yaml =
                YAMLMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                        .build();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                read(file, yaml);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Resource file, YAMLMapper yaml) throws IOException {
        try (var text = file.getInputStream()) {
            yaml.readValue(text, BY_TAG_AND_ROUTE)
                    .forEach((tag, ofTag) ->
                            ofTag.forEach((route, said) -> {
                                if (routes.put(route, new Entry(tag, said)) != null) {
                                    throw new IllegalStateException(
                                            "%s describes %s, which is described before"
                                                    .formatted(file, route));
                                }
                            }));
        } catch (IOException e) {
            throw new IOException("%s cannot be read".formatted(file), e);
        }
    }

    void addTo(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap()
                                .forEach((method, operation) -> {
                                    var entry = routes.get(method + " " + path);
                                    if (entry != null) {
                                        describe(operation, entry.tag(), entry.text());
                                        schemas(operation, entry.text(), api.getComponents());
                                    }
                                }));
    }

    private static void describe(Operation operation, String tag, Text text) {
        operation.tags(List.of(tag)).summary(text.summary()).description(text.description());
        text.parameters().forEach((name, meaning) -> describe(operation, name, meaning));
        text.headers()
                .forEach((name, meaning) ->
                        operation.addParametersItem(
                                new HeaderParameter()
                                        .name(name)
                                        .description(meaning)
                                        .schema(new StringSchema())));
        if (text.upload() != null) {
            operation.setRequestBody(file(text.upload()));
        }
        if (text.requestExample() != null) {
            show(text.requestExample(), operation.getRequestBody().getContent());
        }
        respond(operation, text);
    }

    private static void describe(Operation operation, String name, String meaning) {
        Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .filter(parameter -> parameter.getName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "%s has no parameter %s".formatted(operation.getSummary(), name)))
                .setDescription(meaning);
    }

    /// Of JSON that the controller takes or answers as bytes.
    private void schemas(Operation operation, Text text, Components all) {
        if (text.requestSchema() != null) {
            var schema = schemaOf(text.requestSchema(), all);
            operation.getRequestBody().getContent().values().forEach(one -> one.setSchema(schema));
        }
        if (text.responseSchema() != null) {
            var schema = schemaOf(text.responseSchema(), all);
            var answers = operation.getResponses();
            var success = answers.get(successes(answers).findFirst().orElseThrow());
            success.getContent().values().forEach(one -> one.setSchema(schema));
        }
    }

    private Schema<?> schemaOf(List<String> types, Components all) {
        var forms = types.stream().<Schema<?>>map(type -> schemaOf(type, all)).toList();
        return forms.size() == 1 ? forms.getFirst() : anyOf(forms);
    }

    private Schema<?> schemaOf(String type, Components all) {
        var found = schemas.of(type);
        found.referencedSchemas.forEach(all::addSchemas);
        return found.schema;
    }

    private static Schema<?> anyOf(List<Schema<?>> forms) {
        var any = new Schema<Object>();
        forms.forEach(any::addAnyOfItem);
        return any;
    }

    private static RequestBody file(String mediaType) {
        var bytes = new MediaType().schema(new StringSchema().format("binary"));
        return new RequestBody()
                .required(true)
                .content(new Content().addMediaType(mediaType, bytes));
    }

    private static void show(JsonNode example, Content content) {
        var value = example.isTextual() ? example.textValue() : example;
        content.values().forEach(media -> media.setExample(value));
    }

    /// The body of the success is known from the controller, its status only if nothing is said.
    private static void respond(Operation operation, Text text) {
        var answers = operation.getResponses();
        var success = successes(answers).findFirst().orElseThrow();
        if (text.responseExample() != null) {
            show(text.responseExample(), answers.get(success).getContent());
        }
        var content = answers.get(success).getContent();
        if (successes(text.responses()).findAny().isPresent()) {
            answers.remove(success);
        }
        text.responses()
                .forEach((status, meaning) -> {
                    if (isRefusal(status)) {
                        answers.addApiResponse(status, refused(meaning, answers.get(status)));
                    } else {
                        answers.addApiResponse(
                                status, new ApiResponse().description(meaning).content(content));
                    }
                });
    }

    private static Stream<String> successes(Map<String, ?> answers) {
        return answers.keySet().stream().filter(status -> status.startsWith("2"));
    }

    private static boolean isRefusal(String status) {
        return status.startsWith("4") || status.startsWith("5");
    }

    /// @param added with what holds for routes of a kind, by whom the kind is known
    private static ApiResponse refused(String codes, @Nullable ApiResponse added) {
        var marked = CODE.matcher(codes).replaceAll("`$0`");
        return new ApiResponse()
                .description(added == null ? marked : marked + ", " + added.getDescription());
    }
}
