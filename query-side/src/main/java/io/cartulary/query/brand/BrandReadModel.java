package io.cartulary.query.brand;

import static io.cartulary.query.brand.BrandTables.BRANDS;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.query.brand.BrandQuery.*;
import io.cartulary.query.listing.Listed;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers [BrandQuery].
@Component
class BrandReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;

    BrandReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
    }

    @QueryHandler
    Optional<FoundBrand> answer(FindBrand query) {
        return find(query.idOrSlug())
                .filter(Listed::active)
                .map(brand ->
                        new FoundBrand(
                                BrandPage.of(brand),
                                brand.isAt(query.idOrSlug()) ? null : brand.slug(),
                                brand.version()));
    }

    @QueryHandler
    Optional<AdministeredBrand> answer(FindBrandForStaff query) {
        return find(query.idOrSlug()).map(AdministeredBrand::of);
    }

    @QueryHandler
    List<AdministeredBrand> answer(ListBrands query) {
        return BRANDS.all(database, schema(), json).stream().map(AdministeredBrand::of).toList();
    }

    private Optional<Listed<BrandId>> find(String idOrSlug) {
        return BRANDS.find(idOrSlug, database, schema(), json);
    }

    private String schema() {
        return live.of(BrandsProjection.NAME).schema();
    }
}
