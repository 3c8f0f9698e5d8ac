package io.cartulary.command.mail;

import org.jspecify.annotations.Nullable;

/// One mail to one person.
///
/// @param html the same as `text`, for those who see it
/// @param key makes the `Message-ID`, so that a mail that staff send again is recognised
public record Mail(String to, String subject, String text, @Nullable String html, String key) {

    /// Keeps addresses and links out of logs.
    @Override
    public String toString() {
        return "Mail[" + key + "]";
    }
}
