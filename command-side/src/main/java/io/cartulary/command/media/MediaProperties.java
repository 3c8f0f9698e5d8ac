package io.cartulary.command.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param folder where files are received and, without another store, kept; it must survive a
///   restart, and all nodes of this side see the same one
/// @param keepFree of the disk of that folder, whatever comes
/// @param largestPicture bytes of an uploaded picture
/// @param largestVideo bytes of an uploaded video
/// @param mostPixels of a picture, and of all that are decoded at the same time
/// @param widths in which pictures are shown, in pixels
/// @param quality of renditions, in percent
/// @param grace how long a file is kept that no event shows (any more)
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
        @DefaultValue("7d") Duration grace) {}
