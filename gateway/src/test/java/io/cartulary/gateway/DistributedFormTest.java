package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The distributed form is several files that name each other. No engine runs where the tests do,
/// so this holds them together: whatever one of them names must be there in the others.
class DistributedFormTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Z_]+)(?:(:\\?)[^}]*|:-[^}]*)?}");
    private static final Pattern PROPERTY = Pattern.compile("`(cartulary)?(\\.[a-z0-9.*-]+)`");

    private final Map<String, Object> compose = yaml("docker-compose.yml");
    private final Map<String, Object> services = map(compose, "services");

    private static Map<String, Object> yaml(String file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object parent, String key) {
        return (Map<String, Object>) ((Map<String, Object>) parent).getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object parent, String key) {
        return (List<Object>) ((Map<String, Object>) parent).getOrDefault(key, List.of());
    }

    private Map<String, Object> service(String name) {
        return map(services, name);
    }

    @Nested
    class Services {

        @Test
        void have_a_pinned_image_and_a_health_check() throws IOException {
            assertThat(text("Dockerfile")).contains("HEALTHCHECK");
            for (String name : services.keySet()) {
                var service = service(name);
                assertThat((String) service.get("image"))
                        .as(name)
                        .matches(".+:v?\\d+(\\.\\d+)+(-[a-z0-9]+)*")
                        .doesNotContain("latest");
                assertThat(service.containsKey("healthcheck") || service.containsKey("build"))
                        .as("health check of %s", name)
                        .isTrue();
            }
        }

        @Test
        void wait_only_for_services_that_are_there() {
            for (String name : services.keySet()) {
                map(service(name), "depends_on")
                        .forEach((other, condition) -> {
                            assertThat(services).as(name).containsKey(other);
                            assertThat(map(service(name), "depends_on"))
                                    .extractingByKey(other)
                                    .extracting("condition")
                                    .isEqualTo("service_healthy");
                            if (service(other).containsKey("profiles")) {
                                assertThat(condition).extracting("required").isEqualTo(false);
                            }
                        });
            }
        }

        @Test
        void mount_declared_volumes_and_existing_files() {
            Set<String> mounted = new HashSet<>();
            for (String name : services.keySet()) {
                for (Object mount : list(service(name), "volumes")) {
                    String source = mount.toString().split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(ROOT.resolve(source)).as(name).exists();
                    } else {
                        mounted.add(source);
                    }
                }
            }
            assertThat(map(compose, "volumes").keySet()).isEqualTo(mounted);
        }

        @Test
        void are_built_from_modules_of_this_project() throws IOException {
            String pom = text("pom.xml");
            String dockerfile = text("Dockerfile");
            for (String name : services.keySet()) {
                Object module = map(map(service(name), "build"), "args").get("MODULE");
                if (module != null) {
                    assertThat(pom).contains("<module>" + module + "</module>");
                    assertThat(dockerfile).containsPattern("-pl .*\\b" + module + "\\b");
                }
            }
        }

        @Test
        void publish_nothing_but_the_gateway_beyond_this_machine() {
            for (String name : services.keySet()) {
                for (Object port : list(service(name), "ports")) {
                    if (!name.equals("gateway")) {
                        assertThat(port.toString()).as(name).startsWith("127.0.0.1:");
                    }
                }
            }
        }
    }

    /// By Compose's own reading, where its plugin is installed; it needs no engine for that.
    @Nested
    class Compose {

        @TempDir private Path directory;

        @ParameterizedTest
        @CsvSource({"axon-server, axon-server", "postgres, ''"})
        void understands_the_file_with_either_event_store(String eventStore, String profiles)
                throws Exception {
            assumeThat(docker("compose", "version"))
                    .as("what docker compose version says: the plugin is not installed")
                    .isEqualTo("0");
            var environment =
                    Files.writeString(
                            directory.resolve("env"),
                            text(".env.example")
                                    .replaceAll("(?m)^([A-Z_]+(PASSWORD|SECRET))=$", "$1=secret")
                                    .replaceAll(
                                            "(?m)^CARTULARY_EVENT_STORE=.*$",
                                            "CARTULARY_EVENT_STORE=" + eventStore)
                                    .replaceAll(
                                            "(?m)^COMPOSE_PROFILES=.*$",
                                            "COMPOSE_PROFILES=" + profiles));
            assertThat(
                            docker(
                                    "compose",
                                    "--env-file",
                                    environment.toString(),
                                    "-f",
                                    "docker-compose.yml",
                                    "config",
                                    "--quiet"))
                    .isEqualTo("0");
        }

        /// The exit code, with what was said when it is not 0.
        private String docker(String... arguments) throws Exception {
            var command = new ArrayList<>(List.of("docker"));
            command.addAll(List.of(arguments));
            try {
                var said = directory.resolve("said");
                var code =
                        new ProcessBuilder(command)
                                .directory(ROOT.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(said.toFile())
                                .start()
                                .waitFor();
                return code == 0 ? "0" : code + " " + Files.readString(said);
            } catch (IOException absent) {
                return absent.toString();
            }
        }
    }

    @Nested
    class Configuration {

        /// Without it nobody can log in as the user that it is for.
        private static final String SHUTS_WITHOUT = "ANALYST_DATABASE_PASSWORD";

        @Test
        void lets_no_analyst_log_in_without_a_password() throws IOException {
            assertThat(text("deploy/postgres/create-databases.sh"))
                    .contains(
                            "create role cartulary_analyst connection limit 10;",
                            "where :'analyst_password' <> '' \\gexec")
                    .containsOnlyOnce("role cartulary_analyst login");
        }

        @Test
        void names_every_variable_in_the_example_and_gives_no_secret_a_value() throws IOException {
            Map<String, String> example =
                    text(".env.example")
                            .lines()
                            .filter(line -> line.matches("[A-Z_]+=.*"))
                            .map(line -> line.split("=", 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            var variables = new HashMap<String, Boolean>();
            VARIABLE.matcher(text("docker-compose.yml"))
                    .results()
                    .forEach(found ->
                            variables.merge(
                                    found.group(1), found.group(2) != null, Boolean::logicalAnd));

            assertThat(example.keySet()).containsAll(variables.keySet());
            variables.forEach((name, required) -> {
                if (name.contains("PASSWORD") || name.contains("SECRET")) {
                    assertThat(required)
                            .as("%s is required", name)
                            .isEqualTo(!name.equals(SHUTS_WITHOUT));
                    assertThat(example.get(name)).as(name).isEmpty();
                }
            });
        }

        @Test
        void sets_only_properties_that_operations_explains() throws IOException {
            Set<String> explained = new HashSet<>();
            String prefix = "";
            for (var found : PROPERTY.matcher(text("docs/operations.md")).results().toList()) {
                if (found.group(1) != null) {
                    String name = "cartulary" + found.group(2);
                    prefix = name.substring(0, name.lastIndexOf('.'));
                    explained.add(variable(name));
                } else {
                    explained.add(variable(prefix + found.group(2)));
                }
            }
            for (String name : services.keySet()) {
                for (String variable : map(service(name), "environment").keySet()) {
                    if (variable.startsWith("CARTULARY_")) {
                        assertThat(explained)
                                .as("%s of %s", variable, name)
                                .anyMatch(known ->
                                        known.equals(variable)
                                                || known.endsWith("*")
                                                        && variable.startsWith(
                                                                known.replace("*", "")));
                    }
                }
            }
        }

        private static String variable(String property) {
            return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        }

        @Test
        void names_to_the_gateway_every_node() {
            Map<String, Object> gateway = map(service("gateway"), "environment");
            for (String side : List.of("command", "query")) {
                String nodes =
                        (String)
                                gateway.get(
                                        "CARTULARY_GATEWAY_"
                                                + side.toUpperCase(Locale.ROOT)
                                                + "_NODES");
                assertThat(nodes.split(","))
                        .containsExactlyInAnyOrderElementsOf(
                                services.keySet().stream()
                                        .filter(name -> name.startsWith(side + "-side-"))
                                        .map(name -> "http://" + name + ":8080")
                                        .toList());
            }
        }

        @Test
        void gives_the_databases_the_users_that_are_created() throws IOException {
            String script = text("deploy/postgres/create-databases.sh");
            for (String name : services.keySet()) {
                map(service(name), "environment")
                        .forEach((variable, value) -> {
                            if (variable.startsWith("CARTULARY_DATABASES_")
                                    && variable.endsWith("_USERNAME")) {
                                assertThat(script).contains("create role " + value + " ");
                            }
                            if (variable.startsWith("CARTULARY_DATABASES_")
                                    && variable.endsWith("_URL")) {
                                String url = value.toString();
                                assertThat(script)
                                        .contains(
                                                "create database "
                                                        + url.substring(url.lastIndexOf('/') + 1)
                                                        + " ");
                            }
                        });
            }
        }
    }

    @Nested
    class Watching {

        @Test
        void scrapes_every_node() {
            var scraped = new ArrayList<String>();
            for (Object job : list(yaml("deploy/prometheus/prometheus.yml"), "scrape_configs")) {
                for (Object group : list(job, "static_configs")) {
                    list(group, "targets")
                            .forEach(target -> scraped.add(target.toString().split(":")[0]));
                }
                Object key = map(job, "oauth2").get("client_secret_file");
                if (key != null) {
                    assertThat(list(service("prometheus"), "secrets"))
                            .contains(key.toString().replace("/run/secrets/", ""));
                }
            }

            assertThat(scraped)
                    .contains("gateway")
                    .containsAll(
                            services.keySet().stream()
                                    .filter(name -> name.contains("-side-"))
                                    .toList());
            assertThat(list(yaml("deploy/prometheus/prometheus.yml"), "rule_files"))
                    .allMatch(file ->
                            Files.exists(
                                    ROOT.resolve("deploy/prometheus").resolve(file.toString())));
        }

        @Test
        void shows_panels_from_the_data_source_that_is_provisioned() throws IOException {
            Object source =
                    list(
                                    yaml("deploy/grafana/provisioning/datasources/prometheus.yml"),
                                    "datasources")
                            .getFirst();
            JsonNode dashboard =
                    JsonMapper.builder()
                            .build()
                            .readTree(text("deploy/grafana/dashboards/cartulary.json"));
            var ids = new HashSet<Integer>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                assertThat(panel.path("targets")).isNotEmpty();
                for (JsonNode target : panel.path("targets")) {
                    assertThat(target.path("expr").asString()).isNotBlank();
                    assertThat(target.path("datasource").path("uid").asString())
                            .isEqualTo(((Map<?, ?>) source).get("uid"));
                }
            }
            assertThat(expressions(dashboard))
                    .anyMatch(expression -> expression.contains("cartulary_commands_seconds_count"))
                    .anyMatch(expression -> expression.contains("cartulary_events_published_total"))
                    .anyMatch(expression -> expression.contains("cartulary_projection_lag_events"))
                    .anyMatch(expression -> expression.contains("cartulary_saga_oldest_seconds"))
                    .anyMatch(expression -> expression.contains("cartulary_parked_events"))
                    .anyMatch(expression -> expression.contains("hikaricp_connections_active"))
                    .anyMatch(expression -> expression.contains("histogram_quantile(0.99"));
        }

        private static Stream<String> expressions(JsonNode dashboard) {
            var expressions = new ArrayList<String>();
            dashboard
                    .path("panels")
                    .forEach(panel ->
                            panel.path("targets")
                                    .forEach(target ->
                                            expressions.add(target.path("expr").asString())));
            return expressions.stream();
        }
    }
}
