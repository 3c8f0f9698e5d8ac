package io.cartulary.command.collection;

import io.cartulary.command.brand.BrandCheck;
import io.cartulary.command.category.CategoryCheck;
import io.cartulary.command.collection.CollectionCommand.*;
import io.cartulary.command.media.MediaCheck;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The shop's collections, for staff.
@RestController
class CollectionCommandController {

    private final CommandGateway commands;
    private final BrandCheck brands;
    private final CategoryCheck categories;
    private final MediaCheck media;

    CollectionCommandController(
            CommandGateway commands,
            BrandCheck brands,
            CategoryCheck categories,
            MediaCheck media) {
        this.commands = commands;
        this.brands = brands;
        this.categories = categories;
        this.media = media;
    }

    record NewCollection(
            @Nullable @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug,
            @NotNull PageDescription description) {}

    record CreatedCollection(CollectionId collectionId) {}

    record CollectionSlug(
            @NotNull @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug) {}

    record CollectionOrder(@NotEmpty @Size(max = 500) List<@NotNull CollectionId> collectionIds) {}

    record CollectedProducts(@NotNull @Size(max = 500) List<@NotNull ProductId> products) {}

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/collections")
    ResponseEntity<CreatedCollection> create(
            @Valid @RequestBody NewCollection collection, NewIds ids) {
        media.requirePicture(collection.description().picture(), "description.picture");
        var collectionId = new CollectionId(ids.next("collection-"));
        commands.sendAndWait(
                new CreateCollection(collectionId, collection.slug(), collection.description()));
        return ResponseEntity.created(URI.create("/api/v1/collections/" + collectionId))
                .body(new CreatedCollection(collectionId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/collections/{collectionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describe(
            @PathVariable CollectionId collectionId, @RequestBody PageDescription description) {
        media.requirePicture(description.picture(), "picture");
        commands.sendAndWait(new DescribeCollection(collectionId, description));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/collections/{collectionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable CollectionId collectionId) {
        commands.sendAndWait(new RemoveCollection(collectionId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/collections/{collectionId}/slug")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveSlug(
            @PathVariable CollectionId collectionId, @Valid @RequestBody CollectionSlug body) {
        commands.sendAndWait(new GiveCollectionSlug(collectionId, body.slug()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/collections/{collectionId}/products")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void collectProducts(
            @PathVariable CollectionId collectionId, @Valid @RequestBody CollectedProducts body) {
        commands.sendAndWait(new CollectProducts(collectionId, body.products()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/collections/{collectionId}/rule")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void collectByRule(@PathVariable CollectionId collectionId, @RequestBody ProductCriteria rule) {
        brands.require(rule.brands(), "brands");
        categories.require(rule.categories(), "categories");
        commands.sendAndWait(new CollectByRule(collectionId, rule));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/collections/{collectionId}/activation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable CollectionId collectionId) {
        commands.sendAndWait(new ActivateCollection(collectionId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/collections/{collectionId}/deactivation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable CollectionId collectionId) {
        commands.sendAndWait(new DeactivateCollection(collectionId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/collection-order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrange(@Valid @RequestBody CollectionOrder body) {
        commands.sendAndWait(new ArrangeCollections(body.collectionIds()));
    }
}
