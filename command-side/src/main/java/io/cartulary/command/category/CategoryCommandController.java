package io.cartulary.command.category;

import io.cartulary.command.category.CategoryCommand.*;
import io.cartulary.command.media.MediaCheck;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
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

/// The tree of categories, for staff.
@RestController
class CategoryCommandController {

    private final CommandGateway commands;
    private final MediaCheck media;

    CategoryCommandController(CommandGateway commands, MediaCheck media) {
        this.commands = commands;
        this.media = media;
    }

    record NewCategory(
            @Nullable CategoryId parentId,
            @Nullable @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug,
            @NotNull PageDescription description) {}

    record CreatedCategory(CategoryId categoryId) {}

    record CategorySlug(
            @NotNull @Pattern(regexp = SlugId.FORM) @Size(max = SlugId.LONGEST) String slug,
            @Nullable @Pattern(regexp = LocalizedText.LANGUAGE_FORM) @Size(max = 35)
                    String language) {}

    record NewParent(@NotNull CategoryId parentId) {}

    record CategoryOrder(
            @Nullable CategoryId parentId,
            @NotEmpty @Size(max = 2_000) List<@NotNull CategoryId> categoryIds) {}

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/categories")
    ResponseEntity<CreatedCategory> create(@Valid @RequestBody NewCategory category, NewIds ids) {
        media.requirePicture(category.description().picture(), "description.picture");
        var categoryId = new CategoryId(ids.next("category-"));
        commands.sendAndWait(
                new CreateCategory(
                        categoryId, category.parentId(), category.slug(), category.description()));
        return ResponseEntity.created(URI.create("/api/v1/categories/" + categoryId))
                .body(new CreatedCategory(categoryId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/categories/{categoryId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void describe(@PathVariable CategoryId categoryId, @RequestBody PageDescription description) {
        media.requirePicture(description.picture(), "picture");
        commands.sendAndWait(new DescribeCategory(categoryId, description));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/categories/{categoryId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable CategoryId categoryId) {
        commands.sendAndWait(new RemoveCategory(categoryId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/categories/{categoryId}/slug")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveSlug(@PathVariable CategoryId categoryId, @Valid @RequestBody CategorySlug body) {
        commands.sendAndWait(new GiveCategorySlug(categoryId, body.language(), body.slug()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/categories/{categoryId}/parent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable CategoryId categoryId, @Valid @RequestBody NewParent body) {
        commands.sendAndWait(new MoveCategory(categoryId, body.parentId()));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @DeleteMapping("/api/v1/admin/categories/{categoryId}/parent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveToTheTop(@PathVariable CategoryId categoryId) {
        commands.sendAndWait(new MoveCategory(categoryId, null));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/categories/{categoryId}/activation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable CategoryId categoryId) {
        commands.sendAndWait(new ActivateCategory(categoryId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/categories/{categoryId}/deactivation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable CategoryId categoryId) {
        commands.sendAndWait(new DeactivateCategory(categoryId));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/category-order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrange(@Valid @RequestBody CategoryOrder body) {
        commands.sendAndWait(new ArrangeCategories(body.parentId(), body.categoryIds()));
    }
}
