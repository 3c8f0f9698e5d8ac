package io.cartulary.standalone.shop;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The upcaster of an example: as if a product's `slug` had been called `path` in a revision before
/// the first one that there is.
public final class ExampleUpcaster extends SingleEventUpcaster {

    public static final int FORMER_REVISION = 0;

    private static final SimpleSerializedType FORMER =
            new SimpleSerializedType("catalog.ProductCreated", Integer.toString(FORMER_REVISION));
    private static final SimpleSerializedType PRESENT =
            new SimpleSerializedType(
                    "catalog.ProductCreated", Integer.toString(FORMER_REVISION + 1));

    public static String inFormerShape(String json) {
        return json.replace("\"slug\"", "\"path\"");
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(FORMER);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(PRESENT, JsonNode.class, ExampleUpcaster::renamed);
    }

    private static JsonNode renamed(JsonNode former) {
        var event = (ObjectNode) former;
        event.set("slug", event.remove("path"));
        return event;
    }
}
