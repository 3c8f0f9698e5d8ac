package io.cartulary.command.catalog;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Products, their variants and prices, for staff.
@RestController
@Tag(name = "Catalogue administration")
class CatalogCommandController {

    private final CommandGateway commands;

    CatalogCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    record NewProduct(
            @NotNull @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") @Size(max = 80) String slug,
            @NotNull ProductDescription description,
            @NotNull @Size(max = 250) List<@NotNull Variant> variants,
            boolean publish) {}

    record CreatedProduct(ProductId productId) {}

    record NewPrice(@NotNull Money price) {}

    @Operation(summary = "Takes a product into the catalogue and, if asked, puts it on sale")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"slug": "rose-toner",
                                             "description": {"name": {"en": "Rose toner"}, "brand": "Rosa",
                                                             "categories": ["Skincare", "Toners"], "featured": false},
                                             "variants": [{"sku": "TONER-100", "options": {"size": "100 ml"},
                                                           "price": {"amount": 1250, "currency": "EUR"},
                                                           "taxClass": "standard", "weightGrams": 180}],
                                             "publish": true}\
                                            """)))
    @ApiResponse(responseCode = "201", description = "Created; `Location` is its page")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`SLUG_TAKEN`, `SKU_TAKEN`, `OPTIONS_TAKEN`, `VARIANT_EXISTS`, `NO_VARIANTS`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`CURRENCY_DIFFERS`, `PRICE_NEGATIVE`, `PRICE_TOO_HIGH`, `TOO_MANY_VARIANTS`,"
                            + " `COMPARE_AT_PRICE_UNFIT`, `SLUG_RESERVED`, `UNKNOWN_TAX_CLASS`")
    @Unversioned
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/products")
    ResponseEntity<CreatedProduct> offer(@Valid @RequestBody NewProduct product, NewIds ids) {
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

    @Operation(summary = "Changes what is shown of a product, as a whole")
    @ApiResponse(responseCode = "204", description = "Changed, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`ARCHIVED`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/products/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describe(@PathVariable ProductId productId, @RequestBody ProductDescription description) {
        commands.sendAndWait(new DescribeProduct(productId, description));
    }

    @Operation(summary = "Takes a product off sale; its history and past orders stay")
    @ApiResponse(responseCode = "204", description = "Archived, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/products/{productId}/archival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@PathVariable ProductId productId) {
        commands.sendAndWait(new ArchiveProduct(productId));
    }

    @Operation(summary = "Puts a product on sale")
    @ApiResponse(responseCode = "204", description = "Published, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`NO_VARIANTS`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/products/{productId}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publish(@PathVariable ProductId productId) {
        commands.sendAndWait(new PublishProduct(productId));
    }

    @Operation(summary = "Adds a variant")
    @ApiResponse(responseCode = "201", description = "Added, or already there")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description = "`SKU_TAKEN`, `VARIANT_EXISTS`, `OPTIONS_TAKEN`, `ARCHIVED`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`CURRENCY_DIFFERS`, `PRICE_NEGATIVE`, `PRICE_TOO_HIGH`, `TOO_MANY_VARIANTS`,"
                            + " `COMPARE_AT_PRICE_UNFIT`, `UNKNOWN_TAX_CLASS`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/products/{productId}/variants")
    ResponseEntity<Void> addVariant(
            @PathVariable ProductId productId, @RequestBody Variant variant) {
        commands.sendAndWait(new OfferVariant(productId, variant));
        return ResponseEntity.created(pageOf(productId)).build();
    }

    @Operation(summary = "Changes the price of a variant for orders from now on")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"price": {"amount": 1190, "currency": "EUR"}}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Changed, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_VARIANT`")
    @ApiResponse(responseCode = "409", description = "`ARCHIVED`")
    @ApiResponse(
            responseCode = "422",
            description = "`CURRENCY_DIFFERS`, `PRICE_NEGATIVE`, `PRICE_TOO_HIGH`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/products/{productId}/variants/{sku}/price")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePrice(
            @PathVariable ProductId productId,
            @PathVariable Sku sku,
            @Valid @RequestBody NewPrice body) {
        commands.sendAndWait(new ChangePrice(productId, sku, body.price()));
    }

    private static URI pageOf(ProductId productId) {
        return URI.create("/api/v1/products/" + productId);
    }
}
