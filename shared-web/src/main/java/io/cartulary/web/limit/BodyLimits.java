package io.cartulary.web.limit;

import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/// How large a body may be, by the path it is sent to.
public final class BodyLimits {

    private static final Pattern CALLBACK =
            Pattern.compile("/api/v1/payments/[^/]+/(callback|reversals|webhook)(/.*)?");
    private static final String STAFF = "/api/v1/admin/";
    private static final String IMPORTS = STAFF + "imports/";
    private static final String MEDIA = STAFF + "media";

    /// Of a file that is handed in: the rest goes to disk as it comes.
    private static final DataSize HELD_OF_A_FILE = DataSize.ofMegabytes(1);

    private final LimitProperties properties;

    BodyLimits(LimitProperties properties) {
        this.properties = properties;
    }

    /// @param size of the whole body
    /// @param held the most of it that is in memory at once
    record BodyLimit(DataSize size, DataSize held) {

        static BodyLimit wholeInMemory(DataSize size) {
            return new BodyLimit(size, size);
        }
    }

    /// @param path decoded and normalised
    BodyLimit of(String path) {
        if (path.startsWith(IMPORTS)) {
            return new BodyLimit(properties.importBody(), HELD_OF_A_FILE);
        }
        if (path.equals(MEDIA)) {
            return new BodyLimit(properties.mediaBody(), HELD_OF_A_FILE);
        }
        if (path.startsWith(STAFF)) {
            return BodyLimit.wholeInMemory(properties.staffBody());
        }
        return BodyLimit.wholeInMemory(
                isCallback(path) ? properties.callbackBody() : properties.shopperBody());
    }

    /// Whether a payment provider sends its messages there.
    public static boolean isCallback(String path) {
        return CALLBACK.matcher(path).matches();
    }
}
