package io.cartulary.command.catalog;

import io.cartulary.command.brand.BrandCheck;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.category.CategoryCheck;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
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

/// Products, their variants and prices, for staff.
@RestController
class CatalogCommandController {

    private final CommandGateway commands;
    private final BrandCheck brands;
    private final CategoryCheck categories;
    private final InstantSource clock;

    CatalogCommandController(
            CommandGateway commands,
            BrandCheck brands,
            CategoryCheck categories,
            InstantSource clock) {
        this.commands = commands;
        this.brands = brands;
        this.categories = categories;
        this.clock = clock;
    }

    record NewProduct(
            @NotNull @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug,
            @NotNull ProductDescription description,
            @NotNull @Size(max = 250) List<@NotNull Variant> variants,
            boolean publish) {}

    record CreatedProduct(ProductId productId) {}

    record NewSlug(
            @NotNull @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug,
            @Nullable @Pattern(regexp = LocalizedText.LANGUAGE_FORM) @Size(max = 35)
                    String language) {}

    record NewPublication(@NotNull Instant publishAt) {}

    record NewPrice(@NotNull Money price) {}

    record NewSale(@NotNull Money price, @NotNull Instant from, @Nullable Instant until) {}

    record ScheduledSale(SaleId saleId) {}

    record NewCostPrice(@NotNull Money costPrice) {}

    record VariantOrder(@NotEmpty @Size(max = 250) List<@NotNull Sku> skus) {}

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/products")
    ResponseEntity<CreatedProduct> offer(@Valid @RequestBody NewProduct product, NewIds ids) {
        requirePlaces(product.description(), "description.");
        var productId = new ProductId(ids.next("product-"));
        commands.sendAndWait(
                new OfferProduct(
                        productId,
                        product.slug(),
                        product.description(),
                        product.variants(),
                        product.publish()));
        return ResponseEntity.created(pageOf(productId)).body(new CreatedProduct(productId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/products/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describe(@PathVariable ProductId productId, @RequestBody ProductDescription description) {
        requirePlaces(description, "");
        commands.sendAndWait(new ReviseProduct(productId, description));
    }

    private void requirePlaces(ProductDescription description, String path) {
        brands.require(Optional.ofNullable(description.brand()).stream().toList(), path + "brand");
        categories.require(description.categories(), path + "categories");
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/products/{productId}/archival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@PathVariable ProductId productId) {
        commands.sendAndWait(new ArchiveProduct(productId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/products/{productId}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publish(@PathVariable ProductId productId) {
        commands.sendAndWait(new PublishProduct(productId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/products/{productId}/scheduled-publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publishLater(@PathVariable ProductId productId, @Valid @RequestBody NewPublication body) {
        commands.sendAndWait(new SchedulePublication(productId, body.publishAt(), clock.instant()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/products/{productId}/scheduled-publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelPublication(@PathVariable ProductId productId) {
        commands.sendAndWait(new CancelPublication(productId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/products/{productId}/slug")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveSlug(@PathVariable ProductId productId, @Valid @RequestBody NewSlug body) {
        commands.sendAndWait(new GiveSlug(productId, body.language(), body.slug()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/products/{productId}/variants")
    ResponseEntity<Void> addVariant(
            @PathVariable ProductId productId, @RequestBody Variant variant) {
        commands.sendAndWait(new OfferVariant(productId, variant));
        return ResponseEntity.created(pageOf(productId)).build();
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/products/{productId}/variants/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describeVariant(
            @PathVariable ProductId productId,
            @PathVariable Sku sku,
            @RequestBody VariantDetails details) {
        commands.sendAndWait(new ReviseVariant(productId, sku, details));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/products/{productId}/variants/{sku}/archival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archiveVariant(@PathVariable ProductId productId, @PathVariable Sku sku) {
        commands.sendAndWait(new ArchiveVariant(productId, sku));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/products/{productId}/variant-order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrangeVariants(@PathVariable ProductId productId, @Valid @RequestBody VariantOrder body) {
        commands.sendAndWait(new ArrangeVariants(productId, body.skus()));
    }

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/products/{productId}/variants/{sku}/price")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePrice(
            @PathVariable ProductId productId,
            @PathVariable Sku sku,
            @Valid @RequestBody NewPrice body) {
        commands.sendAndWait(new ChangePrice(productId, sku, body.price()));
    }

    @OpenTo(staff = Permission.PRICING)
    @PostMapping("/api/v1/admin/products/{productId}/variants/{sku}/sales")
    ResponseEntity<ScheduledSale> scheduleSale(
            @PathVariable ProductId productId,
            @PathVariable Sku sku,
            @Valid @RequestBody NewSale body,
            NewIds ids) {
        var saleId = new SaleId(ids.next("sale-"));
        var sale = new Sale(saleId, sku, body.price(), body.from(), body.until());
        commands.sendAndWait(new ScheduleSale(productId, sale, clock.instant()));
        return ResponseEntity.created(pageOf(productId)).body(new ScheduledSale(saleId));
    }

    @OpenTo(staff = Permission.PRICING)
    @DeleteMapping("/api/v1/admin/products/{productId}/sales/{saleId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelSale(@PathVariable ProductId productId, @PathVariable SaleId saleId) {
        commands.sendAndWait(new CancelSale(productId, saleId));
    }

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/products/{productId}/variants/{sku}/cost-price")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setCostPrice(
            @PathVariable ProductId productId,
            @PathVariable Sku sku,
            @Valid @RequestBody NewCostPrice body) {
        commands.sendAndWait(new SetCostPrice(productId, sku, body.costPrice()));
    }

    @OpenTo(staff = Permission.PRICING)
    @DeleteMapping("/api/v1/admin/products/{productId}/variants/{sku}/cost-price")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCostPrice(@PathVariable ProductId productId, @PathVariable Sku sku) {
        commands.sendAndWait(new RemoveCostPrice(productId, sku));
    }

    private static URI pageOf(ProductId productId) {
        return URI.create("/api/v1/products/" + productId);
    }
}
