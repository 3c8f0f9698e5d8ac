package io.cartulary.command.media.upload;

import io.cartulary.events.media.MediaFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Knows a file's format by how it begins. Its name and what its sender calls it do not matter.
final class ContentFormat {

    /// So much of the beginning is looked at.
    static final int BEGINNING = 1024;

    /// The brands of ISO base media files that browsers play; `avif`, `heic` and QuickTime have
    /// others.
    private static final Set<String> MP4_BRANDS =
            Set.of("isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash");

    private static final Set<String> PICTURE_BRANDS =
            Set.of("avif", "avis", "heic", "heix", "mif1");

    private ContentFormat() {}

    /// @param head the first [#BEGINNING] bytes of a file, or all it has
    static MediaFormat of(byte[] head) throws RefusedUpload {
        return find(head)
                .orElseThrow(() ->
                        new RefusedUpload(
                                UploadFault.FORMAT_NOT_ACCEPTED,
                                named(head)
                                        + "; PNG, JPEG, WebP, GIF, MP4 and WebM files are taken."));
    }

    private static Optional<MediaFormat> find(byte[] head) {
        if (begins(head, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(MediaFormat.PNG);
        }
        if (begins(head, "\u00ff\u00d8\u00ff")) {
            return Optional.of(MediaFormat.JPEG);
        }
        if (begins(head, "GIF87a") || begins(head, "GIF89a")) {
            return Optional.of(MediaFormat.GIF);
        }
        if (begins(head, "RIFF") && text(head, 8, 12).equals("WEBP")) {
            return Optional.of(MediaFormat.WEBP);
        }
        if (isMp4(head)) {
            return Optional.of(MediaFormat.MP4);
        }
        if (begins(head, "\u001a\u0045\u00df\u00a3") && text(head, 0, 64).contains("webm")) {
            return Optional.of(MediaFormat.WEBM);
        }
        return Optional.empty();
    }

    /// The first box names the brand that the file is of, and after a version those that it is
    /// compatible with.
    private static boolean isMp4(byte[] head) {
        if (!text(head, 4, 8).equals("ftyp") || PICTURE_BRANDS.contains(text(head, 8, 12))) {
            return false;
        }
        var end = Math.min(head.length, head[3] & 0xff);
        for (var at = 8; at + 4 <= end; at += 4) {
            if (at != 12 && MP4_BRANDS.contains(text(head, at, at + 4))) {
                return true;
            }
        }
        return false;
    }

    /// What it is, where it is something that is often uploaded.
    private static String named(byte[] head) {
        if (text(head, 4, 8).equals("ftyp")) {
            return PICTURE_BRANDS.contains(text(head, 8, 12))
                    ? "AVIF and HEIC pictures cannot be read here"
                    : "This video cannot be played by browsers";
        }
        if (text(head, 0, head.length).toLowerCase(Locale.ROOT).contains("<svg")) {
            return "SVG pictures may carry scripts and are not taken";
        }
        return "The content is of no known format";
    }

    private static boolean begins(byte[] head, String signature) {
        return text(head, 0, signature.length()).equals(signature);
    }

    private static String text(byte[] head, int from, int to) {
        return head.length < to
                ? ""
                : new String(Arrays.copyOfRange(head, from, to), StandardCharsets.ISO_8859_1);
    }
}
