package io.cartulary.query.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.query.QueryNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The read models' database goes away for some looks at the projections and comes back.
///
/// Alone, as a query side that is started sets the levels of logging for all of the process.
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTest {

    private static final String LOOK = "Looking at the generations";
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void is_reported_in_one_line_and_in_another_when_it_is_back(CapturedOutput output) {
        try (var node =
                QueryNode.start(
                        List.of(
                                "--logging.level."
                                        + GenerationLifecycle.class.getName()
                                        + "=debug"),
                        CartsProjection.class)) {
            var readModels =
                    node.bean(CartsProjection.class)
                            .client()
                            .sql("select current_database()")
                            .query(String.class)
                            .single();
            var server =
                    JdbcClient.create(
                            SharedParts.database("postgres", DatabaseUser.SUPERUSER).dataSource());

            server.sql("alter database %s allow_connections false".formatted(readModels)).update();
            server.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(readModels)
                    .query()
                    .listOfRows();
            await().atMost(LONG).until(() -> logged(output, "DEBUG", "still failing").count() > 1);
            server.sql("alter database %s allow_connections true".formatted(readModels)).update();

            await().atMost(LONG).until(() -> logged(output, "INFO", "recovered").count() == 1);
            assertThat(logged(output, "WARN", "a server is away")).hasSize(1);
        }
    }

    private static Stream<String> logged(CapturedOutput output, String level, String words) {
        return output.getOut()
                .lines()
                .filter(line ->
                        line.contains(level) && line.contains(LOOK) && line.contains(words));
    }
}
