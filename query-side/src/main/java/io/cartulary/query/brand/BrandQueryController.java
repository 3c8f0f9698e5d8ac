package io.cartulary.query.brand;

import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.query.brand.BrandQuery.*;
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

/// Shows brands one by one, and all of them to staff.
@RestController
class BrandQueryController {

    private final Questions questions;
    private final PublicAnswers answers;

    BrandQueryController(Questions questions, PublicAnswers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/brands/{idOrSlug}")
    ResponseEntity<byte[]> get(
            @PathVariable String idOrSlug,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(position, List.of("brand", idOrSlug), () -> page(idOrSlug));
    }

    private Content page(String idOrSlug) {
        var found = questions.get(new FindBrand(idOrSlug), FoundBrand.class, "brand " + idOrSlug);
        return found.presentSlug() != null
                ? Content.movedTo(URI.create("/api/v1/brands/" + found.presentSlug()))
                : Content.of(found.page(), eTag(found.version()));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/brands/{idOrSlug}")
    ResponseEntity<AdministeredBrand> getForStaff(@PathVariable String idOrSlug) {
        var brand =
                questions.get(
                        new FindBrandForStaff(idOrSlug),
                        AdministeredBrand.class,
                        "brand " + idOrSlug);
        return ResponseEntity.ok()
                .eTag(eTag(brand.version()))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(brand);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/brands")
    Page<AdministeredBrand> listForStaff() {
        return Page.whole(questions.list(new ListBrands(), AdministeredBrand.class));
    }

    private static String eTag(long version) {
        return new EntityTag(BrandEvent.BRANDS, version).text();
    }
}
