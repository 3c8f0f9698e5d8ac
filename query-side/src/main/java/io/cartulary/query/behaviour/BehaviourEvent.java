package io.cartulary.query.behaviour;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a shopper did, reported for statistics and recommendations; nothing is decided by it.
/// `visitor` is a pseudonym: 8 to 80 letters, digits, dashes or underscores, never an e-mail
/// address.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BehaviourEvent.UserActed.class, name = "USER_EVENT"),
    @JsonSubTypes.Type(value = BehaviourEvent.ProductViewed.class, name = "PRODUCT_VIEW"),
    @JsonSubTypes.Type(value = BehaviourEvent.CartChanged.class, name = "CART_EVENT"),
    @JsonSubTypes.Type(value = BehaviourEvent.Searched.class, name = "SEARCH_EVENT"),
    @JsonSubTypes.Type(value = BehaviourEvent.Purchased.class, name = "PURCHASE_EVENT")
})
public sealed interface BehaviourEvent {

    String VISITOR = "[A-Za-z0-9_-]{8,80}";

    /// Given by the sender, so that a repeated message counts once.
    UUID eventId();

    String visitor();

    Instant occurredAt();

    /// Where messages of this kind are written and read.
    default String topic() {
        return switch (this) {
            case UserActed _ -> BehaviourTopics.USER_EVENTS;
            case ProductViewed _ -> BehaviourTopics.PRODUCT_VIEWS;
            case CartChanged _ -> BehaviourTopics.CART_EVENTS;
            case Searched _ -> BehaviourTopics.SEARCH_EVENTS;
            case Purchased _ -> BehaviourTopics.PURCHASE_EVENTS;
        };
    }

    /// Anything that has no kind of its own, for example `signed_in` or `page_viewed`.
    record UserActed(
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) UUID eventId,
            @NotNull @Pattern(regexp = VISITOR) String visitor,
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Instant occurredAt,
            @NotNull @Pattern(regexp = "[a-z][a-z_]{1,39}") String action,
            @Nullable @Size(max = 200) String page)
            implements BehaviourEvent {}

    /// A product's page was seen. `source` says from where, for example `search` or `featured`.
    record ProductViewed(
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) UUID eventId,
            @NotNull @Pattern(regexp = VISITOR) String visitor,
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Instant occurredAt,
            @NotNull ProductId productId,
            @Nullable Sku sku,
            @Nullable @Size(max = 40) String source)
            implements BehaviourEvent {}

    /// A cart line came, went or changed; `quantity` is that of the line afterwards.
    record CartChanged(
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) UUID eventId,
            @NotNull @Pattern(regexp = VISITOR) String visitor,
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Instant occurredAt,
            @NotNull CartAction action,
            @NotNull Sku sku,
            @Nullable ProductId productId,
            @PositiveOrZero int quantity)
            implements BehaviourEvent {}

    /// A shopper searched; `clicked` is the hit they chose, if they chose one.
    record Searched(
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) UUID eventId,
            @NotNull @Pattern(regexp = VISITOR) String visitor,
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Instant occurredAt,
            @NotBlank @Size(max = 200) String query,
            @PositiveOrZero long results,
            @Nullable ProductId clicked)
            implements BehaviourEvent {}

    /// A shopper saw the confirmation of their order.
    record Purchased(
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) UUID eventId,
            @NotNull @Pattern(regexp = VISITOR) String visitor,
            @NotNull @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Instant occurredAt,
            @NotNull OrderId orderId,
            @NotEmpty @Size(max = 200) List<@NotNull ProductId> products)
            implements BehaviourEvent {}

    enum CartAction {
        ADDED,
        REMOVED,
        QUANTITY_CHANGED
    }
}
