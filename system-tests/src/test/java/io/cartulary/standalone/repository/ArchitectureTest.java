package io.cartulary.standalone.repository;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;
import org.axonframework.modelling.saga.AssociationResolver;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.RestController;

/// The rules of `docs/development.md`, held by the compiler's output.
@AnalyzeClasses(packages = "io.cartulary", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> IDENTIFIERS =
            resideInAPackage("io.cartulary.events..")
                    .and(
                            describe(
                                    "identifiers",
                                    type ->
                                            type.getSimpleName()
                                                    .matches(".*Id|Sku|SkuQuantity|.*Code")));

    @ArchTest
    static final ArchRule events_know_no_framework =
            classes()
                    .that()
                    .resideInAPackage("io.cartulary.events..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cartulary.events..",
                            "java..",
                            "com.fasterxml.jackson.annotation..",
                            "com.github.f4b6a3.uuid..",
                            "org.joda.money..",
                            "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule sides_meet_only_in_events =
            noClasses()
                    .that()
                    .resideInAPackage("io.cartulary.command..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.cartulary.query..");

    @ArchTest
    static final ArchRule query_side_sends_no_command =
            noClasses()
                    .that()
                    .resideInAPackage("io.cartulary.query..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.cartulary.command..", "org.axonframework.commandhandling..");

    /// A context is a package of a side with everything below it; the side's own package is one as
    /// well. The events of two contexts may name each other's identifiers.
    @ArchTest
    static final ArchRule contexts_are_free_of_cycles =
            slices().assignedFrom(
                            roomsOf("command", "query", "events", "web", "gateway", "standalone"))
                    .should()
                    .beFreeOfCycles()
                    .ignoreDependency(resideInAPackage("io.cartulary.events.."), IDENTIFIERS);

    /// Words of a context are public; of what works, only what another package needs.
    @ArchTest
    static final ArchRule what_works_is_public_only_where_others_need_it =
            classes()
                    .that()
                    .resideInAnyPackage("io.cartulary.command..", "io.cartulary.query..")
                    .and()
                    .arePublic()
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .areNotInterfaces()
                    .and()
                    .areNotRecords()
                    .and()
                    .areNotEnums()
                    .and()
                    .areNotAnnotatedWith(Saga.class)
                    .and()
                    .areNotAssignableTo(AssociationResolver.class) // Axon makes one itself
                    .and()
                    .areNotAnnotatedWith(SpringBootApplication.class)
                    .should(beNeededByAnotherPackage());

    @ArchTest
    static final ArchRule aggregates_projections_and_controllers_stay_in_their_context =
            noClasses()
                    .that()
                    .areAnnotatedWith(Aggregate.class)
                    .or()
                    .areAnnotatedWith(RestController.class)
                    .or()
                    .haveSimpleNameEndingWith("Projection")
                    .should()
                    .bePublic();

    @ArchTest
    static final ArchRule time_is_an_input =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule no_leftover_names =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Impl|Utils?|Helpers?|Manager|Mapper|Dto|DTO|Data|Info|StatusChanged|Updated)")
                    .orShould()
                    .resideInAnyPackage("..util..", "..common..", "..tools..", "..helper..");

    @ArchTest
    static final ArchRule events_and_commands_do_not_say_that_they_are =
            noClasses()
                    .that()
                    .areRecords()
                    .and()
                    .resideInAnyPackage("io.cartulary.events..", "io.cartulary.command..")
                    .should()
                    .haveNameMatching(".*(Event|Command)");

    /// Each package directly below a module's own, with what is below it, and the module's own.
    private static SliceAssignment roomsOf(String... modules) {
        var rooms =
                Pattern.compile(
                        "io\\.cartulary\\.((" + String.join("|", modules) + ")(\\.\\w+)?)(\\..*)?");
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                var room = rooms.matcher(type.getPackageName());
                return room.matches()
                        ? SliceIdentifier.of(room.group(1))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "rooms of " + String.join(", ", modules);
            }
        };
    }

    private static ArchCondition<JavaClass> beNeededByAnotherPackage() {
        return new ArchCondition<>("be needed by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (holdsConstants(type)) {
                    return;
                }
                if (type.getDirectDependenciesToSelf().stream()
                        .allMatch(user ->
                                user.getOriginClass()
                                        .getPackageName()
                                        .equals(type.getPackageName()))) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is public for no one"));
                }
            }
        };
    }

    /// A constant is compiled into those that use it, which then show no need of its class.
    private static boolean holdsConstants(JavaClass type) {
        return type.getFields().stream()
                .anyMatch(field ->
                        field.getModifiers().contains(JavaModifier.PUBLIC)
                                && field.getModifiers().contains(JavaModifier.FINAL)
                                && field.getRawType().isEquivalentTo(String.class));
    }
}
