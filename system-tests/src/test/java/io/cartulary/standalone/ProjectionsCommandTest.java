package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.standalone.shop.StandaloneShop;
import io.cartulary.tests.access.OperatorAccess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `./start projections` against a whole shop.
class ProjectionsCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ProjectionsCommand command =
            new ProjectionsCommand(
                    new ShopClient(
                            URI.create(
                                    "http://localhost:"
                                            + StandaloneShop.context().getWebServer().getPort()),
                            OperatorAccess.KEY),
                    new PrintStream(out, true, StandardCharsets.UTF_8));

    private String run(String... words) {
        out.reset();
        assertThat(command.run(List.of(words))).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void rebuilds_one_and_leads_readers_back_and_drops_it() {
        assertThat(run()).contains("brands@1 ", "order-details@1 LIVE");

        var rebuilt = run("rebuild", "brands", "1000000");
        assertThat(rebuilt)
                .contains("at most 1000000 events/s")
                .containsPattern("brands@\\d+ LIVE .*compared: EQUAL");

        var live = liveBrands();
        run("rollback", "brands");
        assertThat(liveBrands()).isNotEqualTo(live);
        run("drop", "brands");
        assertThatThrownBy(() -> command.run(List.of("drop", "brands")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("No generation of brands is RETIRED.");
    }

    private String liveBrands() {
        return run("show", "brands")
                .lines()
                .filter(line -> line.contains(" LIVE "))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void says_what_the_shop_refuses() {
        assertThatThrownBy(() -> command.run(List.of("pause", "brands")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("No generation of brands is BUILDING.");
        assertThatThrownBy(() -> command.run(List.of("rebuild", "nothing")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no projection nothing.");
        assertThatThrownBy(() -> command.run(List.of("show", "../orders")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is no read model");
    }
}
