package io.cartulary.command.category;

import static io.cartulary.command.category.CategoryRejection.*;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.StateTable;
import io.cartulary.command.category.CategoryCommand.*;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryTreeTest {

    private static final CategoryId SKINCARE = new CategoryId("category-skincare");
    private static final CategoryId TONERS = new CategoryId("category-toners");
    private static final CategoryId MISTS = new CategoryId("category-mists");
    private static final CategoryId NEW = new CategoryId("category-new");

    private final AggregateTestFixture<CategoryTree> tree =
            new AggregateTestFixture<>(CategoryTree.class);

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    private static CategoryCreated created(
            CategoryId category, @Nullable CategoryId parent, String name) {
        return new CategoryCreated(category, parent, name.toLowerCase(), named(name));
    }

    private static CategoryCreated skincare() {
        return created(SKINCARE, null, "Skincare");
    }

    private static CategoryCreated toners(@Nullable CategoryId parent) {
        return created(TONERS, parent, "Toners");
    }

    @Nested
    class GivingASlug {
        @Test
        void changes_that_of_one_language_alone() {
            tree.given(skincare())
                    .when(new GiveCategorySlug(SKINCARE, "th", "bam-rung-phiu"))
                    .expectEvents(new CategorySlugGiven(SKINCARE, "th", "bam-rung-phiu"));
        }

        @Test
        void takes_the_one_of_all_languages_for_one_too() {
            tree.given(skincare())
                    .when(new GiveCategorySlug(SKINCARE, "th", "skincare"))
                    .expectEvents(new CategorySlugGiven(SKINCARE, "th", "skincare"));
        }

        @Test
        void changes_nothing_where_the_language_has_it() {
            tree.given(skincare(), new CategorySlugGiven(SKINCARE, "th", "phiu"))
                    .when(new GiveCategorySlug(SKINCARE, "th", "phiu"))
                    .expectNoEvents();
        }

        @Test
        void is_refused_with_one_that_another_has_or_had_in_any_language() {
            tree.given(
                            skincare(),
                            toners(null),
                            new CategorySlugGiven(SKINCARE, "th", "phiu"),
                            new CategorySlugGiven(SKINCARE, "th", "bam-rung-phiu"))
                    .when(new GiveCategorySlug(TONERS, "km", "phiu"))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORY_SLUG_TAKEN);
        }
    }

    @Nested
    class Creating {
        @Test
        void puts_a_category_below_another() {
            tree.given(skincare())
                    .when(new CreateCategory(TONERS, SKINCARE, "toners", named("Toners")))
                    .expectEvents(toners(SKINCARE));
        }

        @Test
        void is_refused_below_one_that_does_not_exist() {
            tree.givenNoPriorActivity()
                    .when(new CreateCategory(TONERS, SKINCARE, "toners", named("Toners")))
                    .expectNoEvents()
                    .expectExceptionDetails(UNKNOWN_PARENT);
        }

        @Test
        void is_refused_with_the_name_of_one_beside_it_in_any_language() {
            var thai = new LocalizedText(Map.of("en", "Cleansers", "th", "โทนเนอร์"));
            var english = new LocalizedText(Map.of("en", "Toners", "th", "โทนเนอร์"));
            tree.given(
                            skincare(),
                            new CategoryCreated(
                                    TONERS, SKINCARE, "toners", PageDescription.named(english)))
                    .when(
                            new CreateCategory(
                                    NEW, SKINCARE, "cleansers", PageDescription.named(thai)))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORY_NAME_TAKEN);
        }

        @Test
        void takes_a_name_that_another_has_elsewhere_and_makes_another_slug_of_it() {
            tree.given(skincare(), toners(SKINCARE), created(MISTS, null, "Hair"))
                    .when(new CreateCategory(NEW, MISTS, null, named("Toners")))
                    .expectEvents(new CategoryCreated(NEW, MISTS, "hair-toners", named("Toners")));
        }

        @Test
        void is_refused_with_a_slug_that_another_has_or_had() {
            tree.given(skincare(), new CategorySlugGiven(SKINCARE, null, "skin"))
                    .when(new CreateCategory(NEW, null, "skincare", named("New")))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORY_SLUG_TAKEN);
        }

        @Test
        void takes_a_slug_that_a_removed_one_had() {
            tree.given(skincare(), new CategoryRemoved(SKINCARE))
                    .when(new CreateCategory(NEW, null, "skincare", named("Skincare")))
                    .expectEvents(created(NEW, null, "Skincare"));
        }

        @Test
        void is_refused_below_ten_others() {
            tree.given(new ArrayList<Object>(line(10)))
                    .when(new CreateCategory(NEW, id(9), null, named("New")))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORIES_TOO_DEEP);
        }

        @Test
        void is_refused_in_a_shop_of_2000() {
            var many =
                    IntStream.range(0, 2_000)
                            .mapToObj(number -> created(id(number), null, "Name " + number))
                            .toList();
            tree.given(many)
                    .when(new CreateCategory(NEW, null, null, named("New")))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_CATEGORIES);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Home & Garden, home-garden",
        "' Crème de la crème! ', creme-de-la-creme",
        "โทนเนอร์, category",
        "50 ml, 50-ml"
    })
    void a_slug_is_made_of_the_letters_and_digits_of_a_name(String name, String slug) {
        tree.givenNoPriorActivity()
                .when(new CreateCategory(NEW, null, null, named(name)))
                .expectEvents(new CategoryCreated(NEW, null, slug, named(name)));
    }

    @Test
    void slugs_made_of_the_same_name_are_numbered() {
        tree.given(
                        new CategoryCreated(SKINCARE, null, "category", named("ผิว")),
                        new CategoryCreated(TONERS, null, "category-2", named("ผม")))
                .when(new CreateCategory(NEW, null, null, named("เล็บ")))
                .expectEvents(new CategoryCreated(NEW, null, "category-3", named("เล็บ")));
    }

    @Nested
    class Describing {
        @Test
        void under_its_own_name_is_no_conflict() {
            var more =
                    new PageDescription(
                            LocalizedText.english("Toners"),
                            LocalizedText.english("What calms."),
                            null,
                            null,
                            null);
            tree.given(skincare(), toners(SKINCARE))
                    .when(new DescribeCategory(TONERS, more))
                    .expectEvents(new CategoryDescribed(TONERS, more));
        }

        @Test
        void is_refused_with_the_name_of_one_beside_it() {
            tree.given(skincare(), toners(null))
                    .when(new DescribeCategory(TONERS, named("skincare")))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORY_NAME_TAKEN);
        }
    }

    @Nested
    class Moving {
        @Test
        void is_refused_below_itself_and_below_what_is_below_it() {
            for (var below : List.of(SKINCARE, TONERS, MISTS)) {
                new AggregateTestFixture<>(CategoryTree.class)
                        .given(skincare(), toners(SKINCARE), created(MISTS, TONERS, "Mists"))
                        .when(new MoveCategory(SKINCARE, below))
                        .expectNoEvents()
                        .expectExceptionDetails(CATEGORY_BELOW_ITSELF);
            }
        }

        @Test
        void of_two_that_would_make_a_circle_refuses_the_second() {
            tree.given(skincare(), toners(null), new CategoryMoved(SKINCARE, TONERS))
                    .when(new MoveCategory(TONERS, SKINCARE))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORY_BELOW_ITSELF);
        }

        @Test
        void to_the_top_puts_it_last_there() {
            tree.given(skincare(), toners(SKINCARE), new CategoryMoved(TONERS, null))
                    .when(new ArrangeCategories(null, List.of(SKINCARE, TONERS)))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_below_one_that_does_not_exist_and_beside_one_of_its_name() {
            tree.given(skincare(), toners(SKINCARE), created(MISTS, null, "Toners"))
                    .when(new MoveCategory(MISTS, SKINCARE))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORY_NAME_TAKEN);
            new AggregateTestFixture<>(CategoryTree.class)
                    .given(skincare())
                    .when(new MoveCategory(SKINCARE, NEW))
                    .expectNoEvents()
                    .expectExceptionDetails(UNKNOWN_PARENT);
        }

        @Test
        void is_refused_when_what_is_below_it_came_too_deep() {
            var given = new ArrayList<Object>(line(9));
            given.add(skincare());
            given.add(toners(SKINCARE));
            tree.given(given)
                    .when(new MoveCategory(SKINCARE, id(8)))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORIES_TOO_DEEP);
        }
    }

    @Test
    void an_order_names_all_that_stand_there_and_each_once() {
        for (var order : List.of(List.of(SKINCARE), List.of(SKINCARE, SKINCARE))) {
            new AggregateTestFixture<>(CategoryTree.class)
                    .given(skincare(), toners(null))
                    .when(new ArrangeCategories(null, order))
                    .expectNoEvents()
                    .expectExceptionDetails(CATEGORIES_INCOMPLETE);
        }
    }

    /// One below the other.
    private static List<CategoryCreated> line(int length) {
        return IntStream.range(0, length)
                .mapToObj(depth ->
                        created(id(depth), depth == 0 ? null : id(depth - 1), "Name " + depth))
                .toList();
    }

    private static CategoryId id(int number) {
        return new CategoryId("category-" + number);
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "removed",
                                    List.of(skincare(), toners(null), new CategoryRemoved(TONERS)),
                            "active", List.of(skincare(), toners(null)),
                            "inactive",
                                    List.of(
                                            skincare(),
                                            toners(null),
                                            new CategoryDeactivated(TONERS)),
                            "active above another",
                                    List.of(
                                            skincare(),
                                            toners(null),
                                            created(MISTS, TONERS, "Mists"))),
                    Stream.of(
                                    new CreateCategory(TONERS, null, "toners", named("Toners")),
                                    new DescribeCategory(TONERS, named("Face toners")),
                                    new GiveCategorySlug(TONERS, null, "face-toners"),
                                    new MoveCategory(TONERS, SKINCARE),
                                    new ArrangeCategories(null, List.of(TONERS, SKINCARE)),
                                    new ActivateCategory(TONERS),
                                    new DeactivateCategory(TONERS),
                                    new RemoveCategory(TONERS),
                                    new RequireCategories(Set.of(TONERS)))
                            .collect(
                                    toMap(
                                            command -> command.getClass().getSimpleName(),
                                            identity())),
                    CategoryTreeTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(CategoryTree.class), "category", "Category");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(CategoryCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        var above = "";
        for (var event : events) {
            switch (event) {
                case CategoryCreated(var id, _, _, _) -> {
                    state = id.equals(TONERS) ? "active" : state;
                    above = id.equals(MISTS) ? " above another" : above;
                }
                case CategoryRemoved _ -> state = "removed";
                case CategoryActivated _ -> state = "active";
                case CategoryDeactivated _ -> state = "inactive";
                default -> {
                    /* changes no state */
                }
            }
        }
        return state + above;
    }
}
