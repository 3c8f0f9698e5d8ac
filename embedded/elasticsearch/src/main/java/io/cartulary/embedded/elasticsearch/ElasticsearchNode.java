package io.cartulary.embedded.elasticsearch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.transport.TransportAddress;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/// One Elasticsearch node in this JVM: `ElasticsearchNode HOME DATA PORT`. It prints `READY` and
/// its address on standard output once its indexes answer, and stops when its standard input
/// closes, so it never outlives its parent.
public final class ElasticsearchNode {
    private static final TimeValue RECOVERY = TimeValue.timeValueSeconds(60);

    private ElasticsearchNode() {}

    public static void main(String[] args) throws IOException {
        // Elasticsearch redirects both to its logger while it starts.
        var out = System.out;
        var err = System.err;
        try {
            var node = start(Path.of(args[0]), Path.of(args[1]), args[2]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
            out.println("READY http://" + recoveredAddress(node));
        } catch (Exception e) {
            // A node that started halfway has threads that would keep this JVM alive.
            e.printStackTrace(err);
            Runtime.getRuntime().halt(1);
        }
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static TransportAddress recoveredAddress(Node node) {
        node.client()
                .admin()
                .cluster()
                .prepareHealth(RECOVERY)
                .setWaitForYellowStatus()
                .setTimeout(RECOVERY)
                .get();
        return node.injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress();
    }

    private static Node start(Path home, Path data, String port)
            throws IOException, NodeValidationException {
        Files.createDirectories(data);
        // Where the native libraries under lib/platform are looked up.
        System.setProperty("es.path.home", home.toString());
        LogConfigurator.registerErrorListener();
        LogConfigurator.configureESLogging();
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(
                        Settings.EMPTY,
                        Map.of(
                                "path.home", home.toString(),
                                "path.data", data.toString(),
                                "path.logs", data.resolve("logs").toString(),
                                "http.port", port),
                        home.resolve("config"),
                        () -> "cartulary");
        LogConfigurator.configure(environment, true);
        // Elasticsearch itself is on the class path, so its modules are loaded without module
        // layers.
        var modules = PluginsLoader.loadModulesBundles(environment.modulesDir(), false);
        var node =
                new Node(
                        environment,
                        PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of(), false));
        node.start();
        return node;
    }

    private static void stop(Node node) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            // The translog is on disk: what could not be closed is recovered at the next start.
            System.err.println("Elasticsearch did not stop cleanly: " + e);
        }
    }
}
