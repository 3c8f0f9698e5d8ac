package io.cartulary.command.catalog;

import io.cartulary.command.catalog.CatalogCommand.ArrangeMedia;
import io.cartulary.command.media.MediaCheck;
import io.cartulary.events.Text;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Which pictures and videos are shown of a product, for staff.
@RestController
class ProductMediaController {

    private static final int MOST = 100;

    private final CommandGateway commands;
    private final MediaCheck known;

    ProductMediaController(CommandGateway commands, MediaCheck known) {
        this.commands = commands;
        this.known = known;
    }

    record MediaOrder(@NotNull @Size(max = MOST) List<@Valid @NotNull NamedMedia> media) {}

    /// @param alt what is to be seen on it, by language
    /// @param sku of the variant it shows, where it shows one alone
    record NamedMedia(
            @NotNull MediaId mediaId,
            @Text(max = ProductMedia.LONGEST_ALT) @Nullable LocalizedText alt,
            @Nullable Sku sku) {}

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/products/{productId}/media")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrange(@PathVariable ProductId productId, @Valid @RequestBody MediaOrder body) {
        var media =
                body.media().stream()
                        .map(named ->
                                new ProductMedia(
                                        named.mediaId(),
                                        known.require(named.mediaId(), "media"),
                                        named.alt(),
                                        named.sku()))
                        .toList();
        commands.sendAndWait(new ArrangeMedia(productId, media));
    }
}
