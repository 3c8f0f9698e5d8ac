package io.cartulary.command.importing.named;

import io.cartulary.command.brand.BrandCommand.CreateBrand;
import io.cartulary.command.pricing.tables.BrandTable;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the brands that a file calls by their English names, and has those created that are not
/// there. A brand that a file made is known again when staff have renamed it.
@Component
public class NamedBrands {

    private final RecentlyRead<Map<String, BrandId>> byName;

    NamedBrands(BrandTable table) {
        this.byName = new RecentlyRead<>(table::byName);
    }

    /// A brand as a file names it.
    ///
    /// @param creating what creates it where the shop does not have it
    public record Found(BrandId brandId, List<Object> creating) {}

    /// Nothing for no name.
    public Optional<Found> called(@Nullable String name) {
        return Optional.ofNullable(name).map(this::find);
    }

    private Found find(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        var known = byName.get().get(small);
        if (known != null) {
            return new Found(known, List.of());
        }
        var brandId = BrandId.named("brand " + small);
        var description = PageDescription.named(LocalizedText.english(name));
        return new Found(brandId, List.of(new CreateBrand(brandId, null, description)));
    }
}
