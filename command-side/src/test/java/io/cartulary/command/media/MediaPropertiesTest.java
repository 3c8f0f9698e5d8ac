package io.cartulary.command.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Settings of media as a deployment passes them on: all of them, some empty.
class MediaPropertiesTest {

    private static MediaProperties settings(String bucket, String endpoint) {
        var variables =
                Map.of(
                        "cartulary.media.s3.bucket", bucket,
                        "cartulary.media.s3.endpoint", endpoint,
                        "cartulary.media.s3.path-style", "false",
                        "cartulary.media.s3.access-key", "",
                        "cartulary.media.s3.secret-key", "");
        return new Binder(new MapConfigurationPropertySource(variables))
                .bindOrCreate("cartulary.media", MediaProperties.class);
    }

    @Test
    void name_no_bucket_where_its_name_is_empty() {
        assertThat(settings("", "").s3()).isNull();
    }

    @Test
    void name_a_bucket_of_amazon_with_the_keys_of_its_tools_where_the_rest_is_empty() {
        var bucket = settings("pictures", "").s3();
        assertThat(bucket.endpoint()).isNull();
        assertThat(bucket.accessKey()).isNull();
        assertThat(bucket.secretKey()).isNull();
        assertThat(settings("pictures", "http://store:9000").s3().endpoint())
                .hasHost("store")
                .hasPort(9000);
    }
}
