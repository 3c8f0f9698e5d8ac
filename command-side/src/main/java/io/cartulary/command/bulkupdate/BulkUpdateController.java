package io.cartulary.command.bulkupdate;

import io.cartulary.command.brand.BrandCheck;
import io.cartulary.command.bulkupdate.BulkUpdateTable.Place;
import io.cartulary.command.category.CategoryCheck;
import io.cartulary.command.refusal.BulkOutcome.Outcome;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Staff change many products at once, and ask how far that is.
@RestController
class BulkUpdateController {

    private static final String ADDRESS = "/api/v1/admin/bulk-updates/";
    private static final String PREFIX = "bulk-update-";
    private static final String CURSOR = "bulk-update-outcomes";
    private static final String LIST = "bulk-updates";

    private final BulkUpdates updates;
    private final BulkUpdateTable table;
    private final CategoryCheck categories;
    private final BrandCheck brands;
    private final Cursors cursors;

    BulkUpdateController(
            BulkUpdates updates,
            BulkUpdateTable table,
            CategoryCheck categories,
            BrandCheck brands,
            Cursors cursors) {
        this.updates = updates;
        this.table = table;
        this.categories = categories;
        this.brands = brands;
        this.cursors = cursors;
    }

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/products/bulk-update")
    ResponseEntity<BulkUpdateStatus> begin(
            @Valid @RequestBody BulkUpdate update, NewIds ids, Authentication staff) {
        requirePricing(update, staff);
        requireKnown(update);
        return accepted(updates.begin(ids.next(PREFIX), update, staff.getName()));
    }

    private void requireKnown(BulkUpdate update) {
        categories.require(update.change().addCategories(), "change.addCategories");
        var filter = update.filter();
        if (filter != null) {
            categories.require(named(filter.category()), "filter.category");
            brands.require(named(filter.brand()), "filter.brand");
        }
    }

    private static <T> List<T> named(@Nullable T one) {
        return Stream.ofNullable(one).toList();
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/bulk-updates")
    Page<BulkUpdateStatus> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return cursors.page(
                LIST,
                table.before(cursors.read(LIST, cursor, Place::of), size + 1),
                size,
                update -> Place.of(update).key());
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping(ADDRESS + "{updateId}")
    BulkUpdateStatus status(@PathVariable String updateId) {
        return updates.status(updateId);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping(ADDRESS + "{updateId}/outcomes")
    Page<Outcome> outcomes(
            @PathVariable String updateId,
            @RequestParam(required = false) @Nullable Boolean done,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        updates.status(updateId);
        var size = Cursors.size(limit);
        var after = cursors.read(CURSOR, cursor, List::getFirst);
        return cursors.page(
                CURSOR,
                table.outcomes(updateId, done, Objects.requireNonNullElse(after, ""), size + 1),
                size,
                outcome -> List.of(outcome.id()));
    }

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping(ADDRESS + "{updateId}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String updateId) {
        updates.cancel(updateId);
    }

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping(ADDRESS + "{updateId}/resumption")
    ResponseEntity<BulkUpdateStatus> resume(@PathVariable String updateId, Authentication staff) {
        requirePricing(updates.requestOf(updateId), staff);
        return accepted(updates.resume(updateId));
    }

    @Unversioned
    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping(ADDRESS + "{updateId}/undo")
    ResponseEntity<BulkUpdateStatus> undo(
            @PathVariable String updateId, NewIds ids, Authentication staff) {
        requirePricing(updates.requestOf(updateId), staff);
        return accepted(updates.undo(ids.next(PREFIX), updateId, staff.getName()));
    }

    /// Who may change what is shown of products may still not price them.
    private static void requirePricing(BulkUpdate update, Authentication staff) {
        if (update.change().price() != null
                && staff.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .noneMatch(Permission.PRICING.name()::equals)) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "FORBIDDEN",
                    "You may not change prices; leave price out.",
                    "change.price");
        }
    }

    private static ResponseEntity<BulkUpdateStatus> accepted(BulkUpdateStatus status) {
        return ResponseEntity.accepted()
                .location(URI.create(ADDRESS + status.updateId()))
                .body(status);
    }
}
