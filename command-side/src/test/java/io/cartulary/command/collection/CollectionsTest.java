package io.cartulary.command.collection;

import static io.cartulary.command.collection.CollectionRejection.*;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.StateTable;
import io.cartulary.command.collection.CollectionCommand.*;
import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CollectionsTest {

    private static final CollectionId GIFTS = new CollectionId("collection-gifts");
    private static final CollectionId CHEAP = new CollectionId("collection-cheap");
    private static final ProductId TONER = new ProductId("product-toner");
    private static final ProductId MASK = new ProductId("product-mask");
    private static final ProductCriteria UNDER_20 =
            new ProductCriteria(
                    List.of(),
                    List.of(),
                    List.of("serum"),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    null,
                    Money.parse("EUR 20.00"),
                    false,
                    false);

    private final AggregateTestFixture<Collections> collections =
            new AggregateTestFixture<>(Collections.class);

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    private static CollectionCreated created(CollectionId collection, String name) {
        return new CollectionCreated(collection, name.toLowerCase(), named(name));
    }

    private static CollectionCreated gifts() {
        return created(GIFTS, "Gifts");
    }

    private static CollectionCreated cheap() {
        return created(CHEAP, "Cheap");
    }

    @Nested
    class Creating {
        @Test
        void makes_a_slug_of_the_name_where_none_is_given() {
            collections
                    .givenNoPriorActivity()
                    .when(new CreateCollection(GIFTS, null, named("Gifts for him & her")))
                    .expectEvents(
                            new CollectionCreated(
                                    GIFTS, "gifts-for-him-her", named("Gifts for him & her")));
        }

        @Test
        void is_refused_with_the_name_or_slug_of_another() {
            collections
                    .given(gifts())
                    .when(new CreateCollection(CHEAP, "cheap", named("GIFTS")))
                    .expectNoEvents()
                    .expectExceptionDetails(COLLECTION_NAME_TAKEN);
            new AggregateTestFixture<>(Collections.class)
                    .given(gifts(), new CollectionSlugGiven(GIFTS, "presents"))
                    .when(new CreateCollection(CHEAP, "gifts", named("Cheap")))
                    .expectNoEvents()
                    .expectExceptionDetails(COLLECTION_SLUG_TAKEN);
        }

        @Test
        void is_refused_in_a_shop_of_500() {
            var many =
                    IntStream.range(0, 500)
                            .mapToObj(number ->
                                    created(
                                            new CollectionId("collection-" + number),
                                            "Name " + number))
                            .toList();
            collections
                    .given(many)
                    .when(new CreateCollection(GIFTS, null, named("Gifts")))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_COLLECTIONS);
        }
    }

    @Nested
    class Filling {
        @Test
        void by_hand_takes_the_place_of_a_rule_and_the_other_way_round() {
            collections
                    .given(gifts(), new RuleAgreed(GIFTS, UNDER_20))
                    .when(new CollectProducts(GIFTS, List.of(MASK, TONER)))
                    .expectEvents(new ProductsCollected(GIFTS, List.of(MASK, TONER)));
            new AggregateTestFixture<>(Collections.class)
                    .given(gifts(), new ProductsCollected(GIFTS, List.of(TONER)))
                    .when(new CollectByRule(GIFTS, UNDER_20))
                    .expectEvents(new RuleAgreed(GIFTS, UNDER_20));
        }

        @Test
        void again_in_another_order_is_a_change_and_in_the_same_none() {
            collections
                    .given(gifts(), new ProductsCollected(GIFTS, List.of(TONER, MASK)))
                    .when(new CollectProducts(GIFTS, List.of(MASK, TONER)))
                    .expectEvents(new ProductsCollected(GIFTS, List.of(MASK, TONER)));
            new AggregateTestFixture<>(Collections.class)
                    .given(gifts(), new ProductsCollected(GIFTS, List.of(TONER, MASK)))
                    .when(new CollectProducts(GIFTS, List.of(TONER, MASK)))
                    .expectNoEvents();
        }

        @Test
        void with_a_product_twice_is_refused() {
            collections
                    .given(gifts())
                    .when(new CollectProducts(GIFTS, List.of(TONER, TONER)))
                    .expectNoEvents()
                    .expectExceptionDetails(COLLECTED_TWICE);
        }
    }

    @Test
    void an_order_names_those_that_exist_and_each_once() {
        collections
                .given(gifts(), cheap(), new CollectionsArranged(List.of(CHEAP)))
                .when(new ArrangeCollections(List.of(CHEAP, GIFTS)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        new AggregateTestFixture<>(Collections.class)
                .given(gifts())
                .when(new ArrangeCollections(List.of(GIFTS, GIFTS)))
                .expectNoEvents()
                .expectExceptionDetails(COLLECTION_ORDER_UNFIT);
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "removed", List.of(gifts(), cheap(), new CollectionRemoved(CHEAP)),
                            "active", List.of(gifts(), cheap()),
                            "inactive",
                                    List.of(gifts(), cheap(), new CollectionDeactivated(CHEAP))),
                    Stream.of(
                                    new CreateCollection(CHEAP, "cheap", named("Cheap")),
                                    new DescribeCollection(CHEAP, named("Bargains")),
                                    new GiveCollectionSlug(CHEAP, "bargains"),
                                    new CollectProducts(CHEAP, List.of(TONER)),
                                    new CollectByRule(CHEAP, UNDER_20),
                                    new ArrangeCollections(List.of(CHEAP)),
                                    new ActivateCollection(CHEAP),
                                    new DeactivateCollection(CHEAP),
                                    new RemoveCollection(CHEAP))
                            .collect(
                                    toMap(
                                            command -> command.getClass().getSimpleName(),
                                            identity())),
                    CollectionsTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(
                () -> new AggregateTestFixture<>(Collections.class), "collection", "Collection");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(CollectionCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case CollectionCreated(var id, _, _) -> id.equals(CHEAP) ? "active" : state;
                        case CollectionRemoved _ -> "removed";
                        case CollectionActivated _ -> "active";
                        case CollectionDeactivated _ -> "inactive";
                        default -> state;
                    };
        }
        return state;
    }
}
