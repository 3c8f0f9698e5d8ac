package io.cartulary.gateway;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The distributed form on Kubernetes is the one of Compose: the same images, settings, volumes and
/// secrets. No cluster runs where the tests do.
class KubernetesFormTest {

    private static final Path ROOT = Path.of("..");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):[?-][^}]*}");
    private static final Pattern HOST = Pattern.compile("(?:^|//|@|,)([a-z0-9.-]+):\\d+");

    /// Watching is a matter of the cluster.
    private static final Set<String> ONLY_IN_COMPOSE = Set.of("prometheus", "grafana");

    /// A node has another address there.
    private static final Set<String> OTHERWISE =
            Set.of("CARTULARY_GATEWAY_COMMAND_NODES", "CARTULARY_GATEWAY_QUERY_NODES");

    private final JsonNode compose = documents("docker-compose.yml").getFirst();
    private final JsonNode kustomization = documents("deploy/kustomization.yaml").getFirst();
    private final List<JsonNode> resources =
            kustomization
                    .path("resources")
                    .valueStream()
                    .flatMap(file -> documents("deploy/" + file.asString()).stream())
                    .toList();

    /// By name.
    private final Map<String, JsonNode> workloads =
            resources.stream()
                    .filter(resource -> resource.path("spec").has("template"))
                    .collect(toMap(KubernetesFormTest::name, resource -> resource));

    private static List<JsonNode> documents(String file) {
        try {
            return StreamSupport.stream(
                            new Yaml(new SafeConstructor(new LoaderOptions()))
                                    .loadAll(Files.readString(ROOT.resolve(file)))
                                    .spliterator(),
                            false)
                    .<JsonNode>map(JSON::valueToTree)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asString();
    }

    private static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    /// What Compose calls `command-side-1` and `-2` is one with two replicas.
    private Map<String, JsonNode> services() {
        var services = new TreeMap<String, JsonNode>();
        compose.path("services")
                .forEachEntry((name, service) -> {
                    if (!ONLY_IN_COMPOSE.contains(name)) {
                        services.put(name.replaceFirst("-side-\\d", "-side"), service);
                    }
                });
        return services;
    }

    @Test
    void runs_every_service_from_the_same_image() {
        assertThat(workloads.keySet()).isEqualTo(services().keySet());
        services()
                .forEach((name, service) ->
                        assertThat(container(workloads.get(name)).path("image"))
                                .as(name)
                                .isEqualTo(service.path("image")));
        for (var side : List.of("command-side", "query-side")) {
            assertThat(workloads.get(side).at("/spec/replicas").asInt()).isEqualTo(2);
        }
    }

    @Test
    void sets_the_same_variables_from_the_same_secrets() {
        services()
                .forEach((name, service) -> {
                    var expected = new HashMap<String, String>();
                    service.path("environment")
                            .forEachEntry((variable, value) -> {
                                if (!OTHERWISE.contains(variable)) {
                                    expected.put(
                                            variable,
                                            VARIABLE.matcher(value.asString())
                                                    .replaceFirst("secret $1"));
                                }
                            });
                    var set = environment(name);
                    set.keySet().removeAll(OTHERWISE);
                    assertThat(set).as(name).isEqualTo(expected);
                });
    }

    private Map<String, String> environment(String workload) {
        var set = new TreeMap<String, String>();
        for (var variable : container(workloads.get(workload)).path("env")) {
            var key = variable.at("/valueFrom/secretKeyRef/key");
            set.put(
                    variable.path("name").asString(),
                    key.isMissingNode()
                            ? variable.path("value").asString()
                            : "secret " + key.asString());
        }
        return set;
    }

    @Test
    void keeps_what_compose_keeps() {
        services()
                .forEach((name, service) -> {
                    var kept = new ArrayList<String>();
                    for (var volume : service.path("volumes")) {
                        if (!volume.asString().startsWith("./")) {
                            kept.add(volume.asString());
                        }
                    }
                    var mounted = new ArrayList<String>();
                    for (var mount : container(workloads.get(name)).path("volumeMounts")) {
                        mounted.add(
                                mount.path("name").asString()
                                        + ":"
                                        + mount.path("mountPath").asString());
                    }
                    assertThat(mounted).as(name).containsAll(kept);
                    assertThat(volumes(workloads.get(name)))
                            .as(name)
                            .containsAll(
                                    mounted.stream().map(mount -> mount.split(":")[0]).toList());
                });
    }

    private List<String> volumes(JsonNode workload) {
        var volumes = new ArrayList<String>();
        workload.at("/spec/volumeClaimTemplates").forEach(claim -> volumes.add(name(claim)));
        for (var volume : workload.at("/spec/template/spec/volumes")) {
            volumes.add(volume.path("name").asString());
            var claim = volume.at("/persistentVolumeClaim/claimName");
            if (!claim.isMissingNode()) {
                assertThat(resources)
                        .anyMatch(resource ->
                                resource.path("kind").asString().equals("PersistentVolumeClaim")
                                        && name(resource).equals(claim.asString()));
            }
        }
        return volumes;
    }

    @Test
    void asks_each_part_whether_it_is_ready_and_a_node_as_its_image_does() {
        workloads.forEach((name, workload) -> {
            var container = container(workload);
            assertThat(container.has("startupProbe")).as(name).isTrue();
            assertThat(container.has("readinessProbe")).as(name).isTrue();
            if (name.endsWith("-side")) {
                assertThat(container.at("/readinessProbe/httpGet/path").asString())
                        .isEqualTo("/actuator/health/readiness");
            }
        });
    }

    @Test
    void names_only_hosts_and_files_that_are_there() {
        var services =
                resources.stream()
                        .filter(resource -> resource.path("kind").asString().equals("Service"))
                        .map(KubernetesFormTest::name)
                        .toList();
        for (var workload : workloads.keySet()) {
            environment(workload)
                    .forEach((variable, value) ->
                            HOST.matcher(value)
                                    .results()
                                    .forEach(host ->
                                            assertThat(services)
                                                    .as("%s of %s", variable, workload)
                                                    .contains(
                                                            host.group(1)
                                                                    .replaceFirst(".*\\.", ""))));
        }
        for (var generated : kustomization.path("configMapGenerator")) {
            for (var file : generated.path("files")) {
                assertThat(ROOT.resolve("deploy").resolve(file.asString())).exists();
            }
        }
    }
}
