package io.cartulary.benchmarks.fuzz;

import java.nio.charset.StandardCharsets;

/// A request that is nearly right.
///
/// @param number in its run: with the seed it makes the same request again
/// @param path with its query, as it is sent
/// @param headers each line ends with `\r\n`
/// @param body empty for none
/// @param fault what is wrong with it, in words
/// @param mustBeRefused whether a success would be wrong
record FuzzRequest(
        int number,
        ApiOperation operation,
        String method,
        String path,
        String headers,
        byte[] body,
        String fault,
        boolean mustBeRefused) {

    private static final int SHOWN = 400;

    @Override
    public String toString() {
        var text = new String(body, StandardCharsets.UTF_8);
        return "request %d (%s)%n    %s %s%n    %s%n    %s"
                .formatted(
                        number,
                        fault,
                        method,
                        cut(path),
                        headers.replaceAll("(?i)(authorization|cart-token): [^\r]+", "$1: …")
                                .replace("\r\n", " | "),
                        cut(text));
    }

    static String cut(String text) {
        var line = text.replaceAll("\\p{Cntrl}", "·");
        return line.length() <= SHOWN
                ? line
                : "%s… (%d characters)".formatted(line.substring(0, SHOWN), line.length());
    }
}
