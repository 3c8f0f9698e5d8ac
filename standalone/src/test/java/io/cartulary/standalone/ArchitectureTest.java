package io.cartulary.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

/// The rules of `docs/development.md`, held by the compiler's output.
@AnalyzeClasses(packages = "io.cartulary", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

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

    @ArchTest
    static final ArchRule contexts_are_free_of_cycles =
            slices().matching("io.cartulary.(command|query).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_is_an_input =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.cartulary.command..",
                            "io.cartulary.query..",
                            "io.cartulary.events..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now");

    @ArchTest
    static final ArchRule no_leftover_names =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Mapper|Dto|DTO)");
}
