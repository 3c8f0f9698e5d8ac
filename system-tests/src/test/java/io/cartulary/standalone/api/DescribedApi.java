package io.cartulary.standalone.api;

import io.cartulary.standalone.shop.StandaloneShop;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads the description at `/api/docs`.
abstract class DescribedApi {

    /// Read once: no test changes it.
    static final JsonNode DOCUMENT = StandaloneShop.shopper().document("/api/docs").body();

    void eachOperation(BiConsumer<String, JsonNode> reader) {
        DOCUMENT.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        reader.accept(
                                                method.getKey() + " " + path.getKey(),
                                                method.getValue())));
    }

    void eachMember(BiConsumer<String, JsonNode> reader) {
        schemas()
                .properties()
                .forEach(schema -> eachMember(schema.getKey(), schema.getValue(), reader));
    }

    static void eachMember(String name, JsonNode schema, BiConsumer<String, JsonNode> reader) {
        schema.path("properties")
                .properties()
                .forEach(member -> reader.accept(name + "." + member.getKey(), member.getValue()));
        schema.path("allOf").forEach(part -> eachMember(name, part, reader));
    }

    JsonNode schemas() {
        return DOCUMENT.at("/components/schemas");
    }

    /// Of the schema that a reference leads to.
    static String nameOf(JsonNode reference) {
        return reference.asString().substring("#/components/schemas/".length());
    }

    static Stream<String> namesOf(JsonNode operation) {
        return operation.path("parameters").valueStream().map(one -> one.path("name").asString());
    }
}
