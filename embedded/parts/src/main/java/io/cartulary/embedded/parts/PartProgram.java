package io.cartulary.embedded.parts;

import io.cartulary.embedded.parts.process.ChildJvm.Program;
import io.cartulary.embedded.parts.process.InstallRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a part that is a JVM of its own is called.
///
/// @param own the part's folder
/// @param port where it answers
/// @param runsLong whether it is worth compiling it well
record PartProgram(Path own, String port, SecretsFile secrets, boolean runsLong) {

    /// Those who ask Elasticsearch and Kafka give it as their name.
    static final String USER = "cartulary";

    static final String ELASTICSEARCH_PASSWORD = "elasticsearch-password";
    static final String KAFKA_PASSWORD = "kafka-password";
    static final String PAYMENT_SECRET = "payment-secret";

    private static final String QUICK_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    Program of(Part part) throws IOException {
        return switch (part) {
            case KAFKA -> kafka();
            case ELASTICSEARCH -> elasticsearch();
            case PAYMENT_PROVIDER -> paymentProvider();
            case POSTGRESQL -> throw new IllegalArgumentException("PostgreSQL is no JVM");
        };
    }

    private Program kafka() throws IOException {
        return new Program(
                Part.KAFKA,
                "127.0.0.1:" + port,
                InstallRoot.of("kafka").resolve("lib") + "/*",
                // A broker mostly waits; the quick compiler alone makes it smaller.
                List.of("-Xms64m", "-Xmx256m", "-XX:MaxDirectMemorySize=64m", QUICK_COMPILER_ALONE),
                "io.cartulary.embedded.kafka.KafkaBroker",
                List.of(
                        own.resolve("data").toString(),
                        port,
                        Integer.toString(Port.remembered(own.resolve("controller-port"))),
                        USER),
                Map.of("KAFKA_PASSWORD", secrets.secret(KAFKA_PASSWORD)));
    }

    private Program elasticsearch() throws IOException {
        Path home = InstallRoot.of("elasticsearch");
        var flags =
                new ArrayList<>(
                        List.of(
                                "-Xms128m",
                                "-Xmx384m",
                                "-Dlog4j.shutdownHookEnabled=false",
                                "-Dlog4j2.disable.jmx=true",
                                // Its native vector library is not published; Lucene's own vector
                                // code is used instead.
                                "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false",
                                "--add-modules=jdk.incubator.vector"));
        if (!runsLong) {
            flags.add(QUICK_COMPILER_ALONE);
        }
        return new Program(
                Part.ELASTICSEARCH,
                "http://127.0.0.1:" + port,
                home.resolve("lib") + "/*",
                flags,
                "io.cartulary.embedded.elasticsearch.ElasticsearchNode",
                List.of(home.toString(), own.resolve("data").toString(), port),
                Map.of(
                        "ELASTICSEARCH_CREDENTIALS",
                        USER + ":" + secrets.secret(ELASTICSEARCH_PASSWORD)));
    }

    private Program paymentProvider() {
        return new Program(
                Part.PAYMENT_PROVIDER,
                "http://127.0.0.1:" + port,
                InstallRoot.of("payment-provider").resolve("lib") + "/*",
                List.of("-Xmx64m"),
                "io.cartulary.embedded.paymentprovider.PaymentProvider",
                List.of("--port=" + port, "--data=" + own.resolve("data"), "--parent"),
                Map.of("PAYMENT_PROVIDER_SECRET", secrets.secret(PAYMENT_SECRET)));
    }
}
