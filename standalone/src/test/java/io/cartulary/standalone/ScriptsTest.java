package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `./start` and `./verify` look for before they begin, on a made-up machine that has nothing
/// but a few small programs.
class ScriptsTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path machine;

    private Path path;
    private Path home;

    @BeforeEach
    void furnish() throws IOException {
        path = Files.createDirectories(machine.resolve("bin"));
        home = Files.createDirectories(machine.resolve("home/ada park"));
        for (var program : List.of("bash", "grep", "readlink", "dirname")) {
            executable(
                    path.resolve(program),
                    "#!/bin/sh\nexec %s \"$@\"\n".formatted(installed(program)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25-jdk-amd64",
                "usr/lib64/jvm/java-25-openjdk",
                "usr/java/jdk-25",
                "usr/local/openjdk-25",
                "usr/local/jdk-25.0.1",
                "opt/java/openjdk",
                "opt/jdk-25",
                "home/ada park/.sdkman/candidates/java/25-tem",
                "home/ada park/.asdf/installs/java/temurin-25.0.1+8",
                "home/ada park/.local/share/mise/installs/java/25.0.1",
                "home/ada park/.jdks/temurin-25",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                "usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home"
            })
    void a_jdk_25_is_found_where_it_is_usually_put(String place) throws Exception {
        jdk("usr/lib/jvm/java-17-openjdk", "17.0.9");
        var wanted = jdk(place, "25.0.1");
        assertThat(findJdk()).isEqualTo(new Outcome(0, wanted.toString()));
    }

    @Test
    void the_jdk_that_JAVA_HOME_names_comes_first_and_then_the_one_on_the_path() throws Exception {
        jdk("usr/lib/jvm/first-by-name", "25");
        var onPath = jdk("srv/somewhere/jdk", "25.0.2");
        var alternatives = Files.createDirectories(machine.resolve("etc/alternatives"));
        Files.createSymbolicLink(alternatives.resolve("javac"), onPath.resolve("bin/javac"));
        Files.createSymbolicLink(path.resolve("javac"), alternatives.resolve("javac"));
        assertThat(findJdk()).isEqualTo(new Outcome(0, onPath.toString()));

        var named = jdk("srv/named/jdk", "25");
        assertThat(findJdk("JAVA_HOME=" + named)).isEqualTo(new Outcome(0, named.toString()));
    }

    @Test
    void a_jdk_25_of_homebrew_is_found_where_homebrew_says_it_is() throws Exception {
        var wanted = jdk("srv/brew prefix/opt/openjdk@25/libexec", "25.0.1");
        var prefix = machine.resolve("srv/brew prefix");
        assertThat(findJdk("HOMEBREW_PREFIX=" + prefix))
                .isEqualTo(new Outcome(0, wanted.toString()));
    }

    @Test
    void older_ones_are_passed_over_wherever_they_are() throws Exception {
        var old = jdk("srv/jdk-17", "17.0.9");
        Files.createSymbolicLink(path.resolve("javac"), old.resolve("bin/javac"));
        var wanted = jdk("usr/java/jdk-25", "25");
        assertThat(findJdk("JAVA_HOME=" + old)).isEqualTo(new Outcome(0, wanted.toString()));
    }

    @Test
    void no_jdk_25_is_one_sentence() throws Exception {
        jdk("usr/lib/jvm/java-21-openjdk", "21.0.5");
        assertThat(findJdk())
                .isEqualTo(
                        new Outcome(
                                1,
                                "Cartulary: a JDK 25 is needed and none was found: install one"
                                        + " (for example Eclipse Temurin 25) or set JAVA_HOME to it."));
    }

    @Test
    void no_maven_is_one_sentence() throws Exception {
        var jdk = jdk("opt/jdk-25", "25");
        assertThat(run(List.of(REPOSITORY.resolve("verify").toString()), "JAVA_HOME=" + jdk))
                .isEqualTo(
                        new Outcome(
                                1,
                                "Cartulary: Maven 3.8 or newer is needed to build and mvn is not on"
                                        + " the path: install it (package maven)."));
    }

    @Test
    void a_shop_that_dies_by_accident_is_started_again_without_being_reset() throws Exception {
        assertThat(
                        supervise(
                                "[ -e died ] && exit 0; : > died; kill -9 $$",
                                "--port",
                                "1",
                                "--reset"))
                .satisfies(outcome -> {
                    assertThat(outcome.exitCode()).isZero();
                    assertThat(outcome.said())
                            .containsSubsequence(
                                    "ran --port 1 --reset", "status 137", "ran --port 1")
                            .endsWith("ran --port 1");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 1", "kill -TERM $$", "kill -HUP $$"})
    void a_shop_that_ended_on_purpose_or_cannot_start_is_left(String end) throws Exception {
        assertThat(supervise(end).said()).isEqualTo("ran");
    }

    @Test
    void a_command_is_distinguished_from_the_start_of_a_shop() throws Exception {
        for (var command : List.of("import orders f", "--port 1 --reset import orders f")) {
            assertThat(isCommand(command)).isTrue();
        }
        for (var start : List.of("", "--data import", "--reset --port 1", "--port")) {
            assertThat(isCommand(start)).isFalse();
        }
    }

    /// The value of an option is no command, of whichever option.
    @Test
    void a_value_is_distinguished_from_a_command() throws Exception {
        var options =
                Pattern.compile("^ {2}(--[a-z-]+) [A-Zp]", Pattern.MULTILINE)
                        .matcher(CommandLine.HELP)
                        .results()
                        .map(option -> option.group(1))
                        .toList();
        assertThat(options).contains("--port", "--event-store", "--axon-server");
        for (var option : options) {
            assertThat(isCommand(option + " value")).as(option).isFalse();
            assertThat(isCommand(option + " value events copy to a:1")).as(option).isTrue();
        }
    }

    @Test
    void aot_caches_are_made_when_the_shop_is_ready_and_used_when_they_are_checked()
            throws Exception {
        for (var program : List.of("ls", "cat", "cksum")) {
            executable(
                    path.resolve(program),
                    "#!/bin/sh\nexec %s \"$@\"\n".formatted(installed(program)));
        }
        var jdk = jdk("opt/jdk-25", "25.0.1");
        var checkout = Files.createDirectories(machine.resolve("a checkout"));
        Files.createSymbolicLink(checkout.resolve("build"), REPOSITORY.resolve("build"));
        var jar = Files.writeString(checkout.resolve("shop.jar"), "classes");

        assertThat(shopCommand(checkout, jdk))
                .contains(
                        "-Dshop.name=a",
                        "-Dcartulary.when-ready=" + checkout.resolve("build/aot-caches"))
                .endsWith("-jar " + jar);

        var caches = Path.of(aotDirectory(checkout, jdk));
        Files.createDirectories(caches.resolve("application"));
        assertThat(shopCommand(checkout, jdk)).contains("when-ready"); // half made

        Files.createFile(caches.resolve("checked"));
        assertThat(shopCommand(checkout, jdk))
                .contains("-XX:AOTCache=" + caches.resolve("application.aot"))
                .doesNotContain("when-ready")
                .endsWith("-jar " + caches.resolve("application/shop.jar"));
        assertThat(shopCommand(checkout, jdk, "CARTULARY_AOT_CACHES=off"))
                .doesNotContain("AOTCache", "when-ready");

        Files.writeString(jar, "other classes");
        assertThat(shopCommand(checkout, jdk)).contains("when-ready");
    }

    private String shopCommand(Path checkout, Path jdk, String... environment) throws Exception {
        var script =
                ". \"$1/build/aot.sh\"; shop_command \"$1/shop.jar\" -Dshop.name=a; echo \"${shop[@]}\"";
        return inCheckout(script, checkout, jdk, environment);
    }

    private String aotDirectory(Path checkout, Path jdk) throws Exception {
        return inCheckout(". \"$1/build/aot.sh\"; aot_directory \"$1/shop.jar\"", checkout, jdk);
    }

    private String inCheckout(String script, Path checkout, Path jdk, String... environment)
            throws Exception {
        var settings = new ArrayList<>(List.of("JAVA_HOME=" + jdk));
        settings.addAll(List.of(environment));
        var outcome =
                run(
                        List.of("-euc", "home=\"$1\"; " + script, "test", checkout.toString()),
                        settings.toArray(String[]::new));
        assertThat(outcome.exitCode()).isZero();
        return outcome.said();
    }

    private boolean isCommand(String arguments) throws Exception {
        var script = ". \"$1/build/supervise.sh\"; is_command " + arguments;
        return run(List.of("-uc", script, "test", REPOSITORY.toString())).exitCode() == 0;
    }

    /// @param end what the shop's process does after it said with which arguments it ran
    private Outcome supervise(String end, String... arguments) throws Exception {
        executable(
                path.resolve("sleep"), "#!/bin/sh\nexec %s \"$@\"\n".formatted(installed("sleep")));
        executable(
                machine.resolve("shop"),
                "#!%s\ncd %s\necho ran \"$@\"\n%s\n".formatted(installed("bash"), machine, end));
        var script =
                ". \"$1/build/supervise.sh\"; seconds_between_starts=0; shop=(\"$2\"); shift 2; supervise \"$@\"";
        var words =
                new ArrayList<>(
                        List.of(
                                "-euc",
                                script,
                                "test",
                                REPOSITORY.toString(),
                                machine.resolve("shop").toString()));
        words.addAll(List.of(arguments));
        return run(words);
    }

    private record Outcome(int exitCode, String said) {}

    private Outcome findJdk(String... environment) throws Exception {
        return run(
                List.of(
                        "-euc",
                        ". \"$1/build/jdk.sh\"; use_jdk_25 \"$2\"; echo \"$JAVA_HOME\"",
                        "test",
                        REPOSITORY.toString(),
                        machine.toString()),
                environment);
    }

    private Outcome run(List<String> arguments, String... environment) throws Exception {
        var command = new ArrayList<String>();
        command.add(path.resolve("bash").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("HOME", home.toString());
        Arrays.stream(environment)
                .map(variable -> variable.split("=", 2))
                .forEach(pair -> builder.environment().put(pair[0], pair[1]));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes()).strip();
        return new Outcome(process.waitFor(), said);
    }

    private Path jdk(String place, String version) throws IOException {
        var jdk = machine.resolve(place);
        Files.createDirectories(jdk.resolve("bin"));
        executable(jdk.resolve("bin/javac"), "");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return jdk;
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
