package io.cartulary.command.brand;

import static io.cartulary.command.brand.BrandRejection.*;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.StateTable;
import io.cartulary.command.brand.BrandCommand.*;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BrandsTest {

    private static final BrandId ROSA = new BrandId("brand-rosa");
    private static final BrandId TERRA = new BrandId("brand-terra");
    private static final BrandId LINO = new BrandId("brand-lino");

    private final AggregateTestFixture<Brands> brands = new AggregateTestFixture<>(Brands.class);

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    private static BrandCreated created(BrandId brand, String name) {
        return new BrandCreated(brand, name.toLowerCase(), named(name));
    }

    private static BrandCreated rosa() {
        return created(ROSA, "Rosa");
    }

    private static BrandCreated terra() {
        return created(TERRA, "Terra");
    }

    @Nested
    class Creating {
        @Test
        void makes_a_slug_of_the_name_where_none_is_given() {
            brands.given(new BrandCreated(TERRA, "creme-hero", named("Crème hero")))
                    .when(new CreateBrand(ROSA, null, named("Creme Héro")))
                    .expectEvents(new BrandCreated(ROSA, "creme-hero-2", named("Creme Héro")));
        }

        @Test
        void is_refused_with_the_name_of_another_in_any_language() {
            var thai = new LocalizedText(Map.of("en", "Rosa", "th", "โรซ่า"));
            var other = new LocalizedText(Map.of("en", "Rose", "th", "โรซ่า"));
            brands.given(new BrandCreated(ROSA, "rosa", PageDescription.named(thai)))
                    .when(new CreateBrand(TERRA, "terra", PageDescription.named(other)))
                    .expectNoEvents()
                    .expectExceptionDetails(BRAND_NAME_TAKEN);
        }

        @Test
        void is_refused_with_a_slug_that_another_has_or_had() {
            brands.given(rosa(), new BrandSlugGiven(ROSA, "rosa-and-co"))
                    .when(new CreateBrand(TERRA, "rosa", named("Terra")))
                    .expectNoEvents()
                    .expectExceptionDetails(BRAND_SLUG_TAKEN);
        }

        @Test
        void takes_the_name_and_slug_of_a_removed_one() {
            brands.given(rosa(), new BrandRemoved(ROSA))
                    .when(new CreateBrand(TERRA, "rosa", named("Rosa")))
                    .expectEvents(created(TERRA, "Rosa"));
        }

        @Test
        void is_refused_in_a_shop_of_2000() {
            var many =
                    IntStream.range(0, 2_000)
                            .mapToObj(number ->
                                    created(new BrandId("brand-" + number), "Name " + number))
                            .toList();
            brands.given(many)
                    .when(new CreateBrand(ROSA, null, named("Rosa")))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_BRANDS);
        }
    }

    @Nested
    class Describing {
        @Test
        void under_its_own_name_is_no_conflict() {
            var more =
                    new PageDescription(
                            LocalizedText.english("ROSA"),
                            LocalizedText.english("Made of roses."),
                            null,
                            null,
                            null);
            brands.given(rosa())
                    .when(new DescribeBrand(ROSA, more))
                    .expectEvents(new BrandDescribed(ROSA, more));
        }

        @Test
        void is_refused_with_the_name_of_another() {
            brands.given(rosa(), terra())
                    .when(new DescribeBrand(TERRA, named("rosa")))
                    .expectNoEvents()
                    .expectExceptionDetails(BRAND_NAME_TAKEN);
        }
    }

    @Test
    void gets_back_a_slug_that_it_had_and_no_one_elses() {
        brands.given(rosa(), terra(), new BrandSlugGiven(ROSA, "rosa-and-co"))
                .when(new GiveBrandSlug(ROSA, "rosa"))
                .expectEvents(new BrandSlugGiven(ROSA, "rosa"));
        new AggregateTestFixture<>(Brands.class)
                .given(rosa(), terra())
                .when(new GiveBrandSlug(ROSA, "terra"))
                .expectNoEvents()
                .expectExceptionDetails(BRAND_SLUG_TAKEN);
    }

    @Nested
    class Arranging {
        @Test
        void puts_those_first_that_are_named_and_leaves_the_others_as_they_were() {
            brands.given(
                            rosa(),
                            terra(),
                            created(LINO, "Lino"),
                            new BrandsArranged(List.of(LINO)),
                            new BrandsArranged(List.of(TERRA)))
                    .when(new ArrangeBrands(List.of(TERRA, LINO, ROSA)))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_with_one_that_is_not_there_or_is_named_twice() {
            for (var order : List.of(List.of(LINO), List.of(ROSA, ROSA))) {
                new AggregateTestFixture<>(Brands.class)
                        .given(rosa(), terra())
                        .when(new ArrangeBrands(order))
                        .expectNoEvents()
                        .expectExceptionDetails(BRAND_ORDER_UNFIT);
            }
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "removed", List.of(rosa(), terra(), new BrandRemoved(TERRA)),
                            "active", List.of(rosa(), terra()),
                            "inactive", List.of(rosa(), terra(), new BrandDeactivated(TERRA))),
                    Stream.of(
                                    new CreateBrand(TERRA, "terra", named("Terra")),
                                    new DescribeBrand(TERRA, named("Terra Nova")),
                                    new GiveBrandSlug(TERRA, "terra-nova"),
                                    new ArrangeBrands(List.of(TERRA)),
                                    new ActivateBrand(TERRA),
                                    new DeactivateBrand(TERRA),
                                    new RemoveBrand(TERRA),
                                    new RequireBrands(Set.of(TERRA)))
                            .collect(
                                    toMap(
                                            command -> command.getClass().getSimpleName(),
                                            identity())),
                    BrandsTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Brands.class), "brand", "Brand");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(BrandCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case BrandCreated(var id, _, _) -> id.equals(TERRA) ? "active" : state;
                        case BrandRemoved _ -> "removed";
                        case BrandActivated _ -> "active";
                        case BrandDeactivated _ -> "inactive";
                        default -> state;
                    };
        }
        return state;
    }
}
