package io.cartulary.web.documentation;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;

/// Says of every member and parameter what it means, from one file: a name means the same
/// everywhere in our JSON.
final class Descriptions {

    private static final String FILE = "api/descriptions.properties";

    private final Properties texts = new Properties();

    Descriptions() {
        try (var file =
                new InputStreamReader(
                        new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    void addTo(OpenAPI api) {
        api.getComponents().getSchemas().forEach((name, schema) -> describe(simple(name), schema));
        api.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(this::describeParameters));
    }

    private void describe(String type, Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, member) -> describe(type, name, member));
        }
        if (schema.getAllOf() != null) {
            schema.getAllOf().forEach(part -> describe(type, part));
        }
    }

    private void describe(String type, String name, Schema<?> member) {
        if (member.getDescription() == null) {
            member.setDescription(texts.getProperty(type + "." + name, texts.getProperty(name)));
        }
    }

    private void describeParameters(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(this::describe);
        }
    }

    private void describe(Parameter parameter) {
        if (parameter.getDescription() == null) {
            var name = parameter.getName();
            parameter.setDescription(
                    texts.getProperty("parameter." + name, texts.getProperty(name)));
        }
    }

    /// `Page` of `Page-query.order.OrderSummary`, and `OrderSummary` of `query.order.OrderSummary`.
    private static String simple(String schema) {
        var whole = schema.split("-", 2)[0];
        return whole.substring(whole.lastIndexOf('.') + 1);
    }
}
