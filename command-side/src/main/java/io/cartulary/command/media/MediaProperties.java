package io.cartulary.command.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param folder where files are received and, without `s3`, kept; then it must survive a restart,
///   and all nodes of this side must see the same one
/// @param keepFree of the disk of that folder, whatever comes
/// @param largestPicture bytes of an uploaded picture
/// @param largestVideo bytes of an uploaded video
/// @param mostPixels of a picture, and of all that are decoded at the same time
/// @param widths in which pictures are shown, in pixels
/// @param quality of renditions, in percent
/// @param grace how long a file is kept that no event shows, or shows any more
/// @param address that a media identifier stands behind: of this shop, or of a content delivery
///   network that fetches from it
/// @param s3 where files are kept instead
@Validated
@ConfigurationProperties("cartulary.media")
public record MediaProperties(
        @DefaultValue("media") Path folder,
        @DefaultValue("512MB") DataSize keepFree,
        @DefaultValue("20MB") DataSize largestPicture,
        @DefaultValue("500MB") DataSize largestVideo,
        @DefaultValue("40000000") @Min(1) int mostPixels,
        @DefaultValue({"160", "320", "640", "1280", "2048"}) @NotEmpty
                List<@Min(1) @Max(8192) Integer> widths,
        @DefaultValue("82") @Min(1) @Max(100) int quality,
        @DefaultValue("7d") Duration grace,
        @DefaultValue("/api/v1/media/") @Pattern(regexp = "(/|https?://).*/") String address,
        @Nullable S3 s3) {

    /// A bucket without a name is none: deployments set all variables, some of them empty.
    public MediaProperties {
        s3 = s3 == null || s3.bucket().isBlank() ? null : s3;
    }

    /// A bucket that is for nothing else.
    ///
    /// @param endpoint of a service that is not Amazon's
    /// @param accessKey without it and `secretKey` the client looks where Amazon's tools do
    /// @param pathStyle whether the bucket's name stands in the path and not in the host's name
    public record S3(
            @DefaultValue("") String bucket,
            @DefaultValue("us-east-1") String region,
            @Nullable URI endpoint,
            @Nullable String accessKey,
            @Nullable String secretKey,
            boolean pathStyle) {

        public S3 {
            endpoint = endpoint == null || endpoint.toString().isBlank() ? null : endpoint;
            accessKey = accessKey == null || accessKey.isBlank() ? null : accessKey;
            secretKey = secretKey == null || secretKey.isBlank() ? null : secretKey;
        }
    }
}
