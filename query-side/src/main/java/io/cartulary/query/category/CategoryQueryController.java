package io.cartulary.query.category;

import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.query.category.CategoryQuery.*;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Page;
import io.cartulary.web.version.EntityTag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Shows categories one by one, and all of them to staff.
@RestController
class CategoryQueryController {

    private final Questions questions;
    private final PublicAnswers answers;

    CategoryQueryController(Questions questions, PublicAnswers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/categories/{idOrSlug}")
    ResponseEntity<byte[]> get(
            @PathVariable String idOrSlug,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(position, List.of("category", idOrSlug), () -> page(idOrSlug));
    }

    private Content page(String idOrSlug) {
        var found =
                questions.get(
                        new FindCategory(idOrSlug), FoundCategory.class, "category " + idOrSlug);
        return found.presentSlug() != null
                ? Content.movedTo(URI.create("/api/v1/categories/" + found.presentSlug()))
                : Content.of(found.page(), eTag(found.version()));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/categories/{idOrSlug}")
    ResponseEntity<AdministeredCategory> getForStaff(@PathVariable String idOrSlug) {
        var category =
                questions.get(
                        new FindCategoryForStaff(idOrSlug),
                        AdministeredCategory.class,
                        "category " + idOrSlug);
        return ResponseEntity.ok()
                .eTag(eTag(category.version()))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(category);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/categories")
    Page<AdministeredCategory> listForStaff() {
        return Page.whole(questions.list(new ListCategories(), AdministeredCategory.class));
    }

    private static String eTag(long version) {
        return new EntityTag(CategoryEvent.TREE, version).text();
    }
}
