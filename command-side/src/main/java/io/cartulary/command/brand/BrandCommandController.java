package io.cartulary.command.brand;

import io.cartulary.command.brand.BrandCommand.*;
import io.cartulary.command.media.MediaCheck;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.PageDescription;
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

/// The shop's brands, for staff.
@RestController
class BrandCommandController {

    private final CommandGateway commands;
    private final MediaCheck media;

    BrandCommandController(CommandGateway commands, MediaCheck media) {
        this.commands = commands;
        this.media = media;
    }

    record NewBrand(
            @Nullable @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug,
            @NotNull PageDescription description) {}

    record CreatedBrand(BrandId brandId) {}

    record BrandSlug(
            @NotNull @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug) {}

    record BrandOrder(@NotEmpty @Size(max = 2_000) List<@NotNull BrandId> brandIds) {}

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/brands")
    ResponseEntity<CreatedBrand> create(@Valid @RequestBody NewBrand brand, NewIds ids) {
        media.requirePicture(brand.description().picture(), "description.picture");
        var brandId = new BrandId(ids.next("brand-"));
        commands.sendAndWait(new CreateBrand(brandId, brand.slug(), brand.description()));
        return ResponseEntity.created(URI.create("/api/v1/brands/" + brandId))
                .body(new CreatedBrand(brandId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/brands/{brandId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describe(@PathVariable BrandId brandId, @RequestBody PageDescription description) {
        media.requirePicture(description.picture(), "picture");
        commands.sendAndWait(new DescribeBrand(brandId, description));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/brands/{brandId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable BrandId brandId) {
        commands.sendAndWait(new RemoveBrand(brandId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/brands/{brandId}/slug")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveSlug(@PathVariable BrandId brandId, @Valid @RequestBody BrandSlug body) {
        commands.sendAndWait(new GiveBrandSlug(brandId, body.slug()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/brands/{brandId}/activation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable BrandId brandId) {
        commands.sendAndWait(new ActivateBrand(brandId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/brands/{brandId}/deactivation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable BrandId brandId) {
        commands.sendAndWait(new DeactivateBrand(brandId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/brand-order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrange(@Valid @RequestBody BrandOrder body) {
        commands.sendAndWait(new ArrangeBrands(body.brandIds()));
    }
}
