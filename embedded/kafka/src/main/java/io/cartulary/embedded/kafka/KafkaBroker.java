package io.cartulary.embedded.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.SaslConfigs;

/// One Kafka broker that is its own controller: `KafkaBroker DATA PORT CONTROLLER_PORT USER`. It
/// admits that user alone, with the password in the environment variable `KAFKA_PASSWORD`, on both
/// ports. It prints `READY` and its address on standard output once the cluster answers, and stops
/// when its standard input closes, so it never outlives its parent.
public final class KafkaBroker {
    private static final String PASSWORD = "KAFKA_PASSWORD";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

    private KafkaBroker() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        String address = "127.0.0.1:" + args[1];
        String user = args[3];
        Path properties = writeProperties(data, address, "127.0.0.1:" + args[2], user);
        formatOnce(data, properties);
        Thread.ofPlatform().daemon().start(KafkaBroker::stopWithParent);
        Thread.ofPlatform().daemon().start(() -> announceWhenReady(address, user));
        Kafka.main(new String[] {properties.toString()});
    }

    private static Path writeProperties(Path data, String address, String controller, String user)
            throws IOException {
        // The file names where the password is; it does not hold it.
        String password = "${env:%s}".formatted(PASSWORD);
        String login =
                LOGIN.formatted(user, password) + " user_%s=\"%s\";".formatted(user, password);
        Path log = data.resolve("log");
        Files.createDirectories(log);
        return Files.writeString(
                data.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%2$s
                listeners=CLIENT://%1$s,CONTROLLER://%2$s
                advertised.listeners=CLIENT://%1$s
                listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                config.providers=env
                config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
                config.providers.env.param.allowlist.pattern=%4$s
                sasl.enabled.mechanisms=PLAIN
                sasl.mechanism.inter.broker.protocol=PLAIN
                sasl.mechanism.controller.protocol=PLAIN
                listener.name.client.plain.sasl.jaas.config=%5$s
                listener.name.controller.plain.sasl.jaas.config=%5$s
                log.dirs=%3$s
                # One broker holds the only copy of everything.
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                # Sized for a machine of two cores that runs everything else too.
                num.network.threads=2
                num.io.threads=2
                background.threads=2
                log.cleaner.dedupe.buffer.size=16777216
                log.segment.bytes=16777216
                group.initial.rebalance.delay.ms=0
                # After a kill -9 the controller waits this long for the broker that is gone before it admits the new one.
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                """
                        .formatted(
                                address,
                                controller,
                                log.toString().replace('\\', '/'),
                                PASSWORD,
                                login));
    }

    private static void formatOnce(Path data, Path properties) {
        if (Files.exists(data.resolve("log/meta.properties"))) {
            return;
        }
        int code =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            properties.toString()
                        },
                        System.out);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static void stopWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // Runs Kafka's own shutdown hook: a clean stop.
            System.exit(0);
        }
    }

    /// The port answers long before the controller has admitted the broker, so the cluster itself
    /// is asked.
    private static void announceWhenReady(String address, String user) {
        Map<String, Object> client =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address,
                        AdminClientConfig.SECURITY_PROTOCOL_CONFIG,
                        "SASL_PLAINTEXT",
                        SaslConfigs.SASL_MECHANISM,
                        "PLAIN",
                        SaslConfigs.SASL_JAAS_CONFIG,
                        LOGIN.formatted(user, System.getenv(PASSWORD)) + ";");
        try (var admin = Admin.create(client)) {
            while (admin.describeCluster().nodes().get().isEmpty()) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            System.out.println("READY " + address);
        } catch (ExecutionException | InterruptedException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
