package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final Path HOME = Path.of("/cartulary");

    @Test
    void starts_on_port_8080_with_a_sample_shop_beside_the_script() {
        assertThat(parse(""))
                .isEqualTo(
                        new CommandLine.Start(
                                new CommandLine.Options(
                                        8080,
                                        HOME.resolve("data"),
                                        false,
                                        null,
                                        true,
                                        null,
                                        false)));
    }

    @Test
    void takes_every_option() {
        assertThat(
                        parse(
                                "--port 9000 --data /shop --reset --no-sample --json-logs"
                                        + " --event-store axon-server --axon-server axon:8124"))
                .isEqualTo(
                        new CommandLine.Start(
                                new CommandLine.Options(
                                        9000,
                                        Path.of("/shop"),
                                        true,
                                        "axon:8124",
                                        false,
                                        null,
                                        true)));
    }

    @Test
    void takes_a_time_zone_for_the_shop_and_one_for_a_file() {
        assertThat(parse("--time-zone Asia/Bangkok"))
                .isInstanceOfSatisfying(
                        CommandLine.Start.class,
                        start ->
                                assertThat(start.options().timeZone())
                                        .isEqualTo(ZoneId.of("Asia/Bangkok")));
        assertThat(parse("import orders --time-zone Europe/London /o.csv"))
                .isInstanceOfSatisfying(
                        CommandLine.Import.class,
                        request -> {
                            assertThat(request.timeZone()).isEqualTo(ZoneId.of("Europe/London"));
                            assertThat(request.options().timeZone()).isNull();
                        });
        assertThat(parse("import check-orders --time-zone Europe/London /o.csv /e.json"))
                .isInstanceOf(CommandLine.CheckOrders.class);
        assertThatThrownBy(() -> parse("--time-zone Atlantis"))
                .hasMessageContaining("no time zone");
    }

    @Test
    void imports_a_file_of_either_kind() {
        assertThat(parse("--data /shop import orders /data/orders.csv.gz"))
                .isInstanceOfSatisfying(
                        CommandLine.Import.class,
                        request -> {
                            assertThat(request.kind()).isEqualTo(CommandLine.Import.Kind.ORDERS);
                            assertThat(request.file()).isEqualTo(Path.of("/data/orders.csv.gz"));
                            assertThat(request.options().data()).isEqualTo(Path.of("/shop"));
                        });
        assertThat(parse("import products p.jsonl"))
                .isInstanceOfSatisfying(
                        CommandLine.Import.class,
                        request ->
                                assertThat(request.kind())
                                        .isEqualTo(CommandLine.Import.Kind.PRODUCTS));
    }

    @Test
    void checks_orders_against_expected_totals() {
        assertThat(parse("--data /shop import check-orders /data/o.csv /data/totals.json"))
                .isInstanceOfSatisfying(
                        CommandLine.CheckOrders.class,
                        check -> {
                            assertThat(check.file()).isEqualTo(Path.of("/data/o.csv"));
                            assertThat(check.expected()).isEqualTo(Path.of("/data/totals.json"));
                        });
    }

    @Test
    void carries_events_to_an_axon_server_and_back() {
        assertThat(parse("--data /shop events copy to axon:8124"))
                .isInstanceOfSatisfying(
                        CommandLine.CopyEvents.class,
                        copy -> {
                            assertThat(copy.toAxonServer()).isTrue();
                            assertThat(copy.axonServer()).isEqualTo("axon:8124");
                            assertThat(copy.options().data()).isEqualTo(Path.of("/shop"));
                        });
        assertThat(parse("--data /shop reset-admin"))
                .isInstanceOfSatisfying(
                        CommandLine.ResetAdmin.class,
                        reset -> assertThat(reset.options().data()).isEqualTo(Path.of("/shop")));
        assertThat(parse("projections"))
                .isInstanceOfSatisfying(
                        CommandLine.Projections.class,
                        projections -> assertThat(projections.words()).isEmpty());
        assertThat(parse("projections rebuild order-details 5000"))
                .isInstanceOfSatisfying(
                        CommandLine.Projections.class,
                        projections ->
                                assertThat(projections.words())
                                        .containsExactly("rebuild", "order-details", "5000"));
        assertThat(parse("projections throttle order-details off"))
                .isInstanceOf(CommandLine.Projections.class);
        assertThat(parse("events copy from axon:8124"))
                .isInstanceOfSatisfying(
                        CommandLine.CopyEvents.class,
                        copy -> assertThat(copy.toAxonServer()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--colour",
                "events copy",
                "events copy to",
                "events copy to axon",
                "events copy beside axon:8124",
                "--port",
                "--port no",
                "--port 0",
                "--port 65536",
                "--event-store oracle",
                "--event-store axon-server",
                "--axon-server axon:8124",
                "--event-store postgres --axon-server axon:8124",
                "--event-store axon-server --axon-server axon",
                "projections paint order-details",
                "projections rebuild",
                "projections rebuild order-details fast",
                "projections throttle order-details 0",
                "projections accept order-details",
                "stop",
                "import",
                "import orders",
                "import check-orders x",
                "import fish x"
            })
    void says_what_it_does_not_understand(String words) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(CannotStart.class)
                .hasMessageEndingWith(".");
    }

    private static CommandLine parse(String words) {
        return CommandLine.parse(words.isEmpty() ? new String[0] : words.split(" "), HOME);
    }
}
