package io.cartulary.web.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.web.limit.rate.RateLimitProperties.Group;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SharedBucketsTest {

    @Test
    void let_everyone_through_while_the_database_does_not_answer() {
        var group = new Group(List.of("/api/v1/auth/"), 1, Duration.ofMinutes(15), true);
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nothing");
        var buckets = new SharedBuckets("auth", group, nowhere);
        assertThat(List.of(buckets.apply("203.0.113.1"), buckets.apply("203.0.113.1")))
                .allMatch(probe -> probe.isConsumed());
    }
}
