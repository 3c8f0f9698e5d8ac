package io.cartulary.command.catalog;

import io.cartulary.command.StateTable;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.SlugClaimed;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugClaimTest {

    private static final SlugId SLUG = SlugId.of("rose-toner");
    private static final ProductId PRODUCT = new ProductId("product-toner");
    private static final ProductId OTHER = new ProductId("product-other");

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "free", List.of(),
                            "claimed by this product", List.of(new SlugClaimed(SLUG, PRODUCT)),
                            "claimed by another", List.of(new SlugClaimed(SLUG, OTHER))),
                    Map.of("ClaimSlug", new ClaimSlug(SLUG, PRODUCT)),
                    _ -> "claimed");

    private final AggregateTestFixture<SlugClaim> claim =
            new AggregateTestFixture<>(SlugClaim.class);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(SlugClaim.class), "catalog", "SlugClaim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"featured", "new-arrivals", "bestsellers", "compare"})
    void is_refused_of_a_slug_that_is_the_path_of_a_list(String path) {
        claim.givenNoPriorActivity()
                .when(new ClaimSlug(SlugId.of(path), PRODUCT))
                .expectNoEvents()
                .expectExceptionDetails(CatalogRejection.SLUG_RESERVED);
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(
                CatalogCommand.class,
                Set.of(
                        OfferProduct.class,
                        OfferVariant.class,
                        CreateProduct.class,
                        DescribeProduct.class,
                        ReviseProduct.class,
                        ReviseVariant.class,
                        GiveSlug.class,
                        ChangeSlug.class,
                        SchedulePublication.class,
                        CancelPublication.class,
                        ScheduleSale.class,
                        CancelSale.class,
                        ActWhenDue.class,
                        AddVariant.class,
                        DescribeVariant.class,
                        ArchiveVariant.class,
                        ArrangeVariants.class,
                        ArrangeMedia.class,
                        SetCostPrice.class,
                        RemoveCostPrice.class,
                        ChangePrice.class,
                        PublishProduct.class,
                        ArchiveProduct.class,
                        ReadProduct.class,
                        ReplaceValues.class),
                TABLE);
    }
}
