package io.cartulary.command.importing.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Map;

/// Recognises what a text is written in, by all of its bytes: UTF-16 by its mark or its zeros,
/// UTF-8 by its sequences, else Windows-1252, which contains Latin-1. A few wrong bytes do not turn
/// UTF-8 into something else.
final class CharsetDetector {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int BEGINNING = 512;
    private static final int QUARTER = 4;

    /// How files begin that hold no text, and what to do about each.
    private static final Map<String, String> NO_TEXT =
            Map.of(
                    "PK\u0003\u0004",
                    "a ZIP archive or an Excel workbook; save the sheet as CSV in UTF-8",
                    "\u00d0\u00cf\u0011\u00e0",
                    "an Excel workbook; save the sheet as CSV in UTF-8",
                    "%PDF",
                    "a PDF; export the table as CSV in UTF-8",
                    "\u001f\u008b",
                    "packed twice; pack it once",
                    "BZh",
                    "packed with bzip2; pack it with gzip or not at all",
                    "\u00fd7zXZ",
                    "packed with xz; pack it with gzip or not at all",
                    "(\u00b5/\u00fd",
                    "packed with zstd; pack it with gzip or not at all");

    private final CharsetDecoder utf8 =
            UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer decoded = CharBuffer.allocate(1 << 13);
    private final ByteBuffer beginning = ByteBuffer.allocate(BEGINNING);
    private byte[] cutSequence = new byte[0];

    private long beyondAscii;
    private long wrongBytes;
    private boolean likeWindows = true;

    void add(byte[] bytes, int length) {
        beginning.put(bytes, 0, Math.min(length, beginning.remaining()));
        var in = ByteBuffer.allocate(cutSequence.length + length);
        in.put(cutSequence).put(bytes, 0, length).flip();
        for (boolean more = true; more; ) {
            decoded.clear();
            var result = utf8.decode(in, decoded, false);
            beyondAscii += decoded.flip().chars().filter(letter -> letter > 0x7f).count();
            if (result.isMalformed()) {
                for (int i = 0; i < result.length(); i++) {
                    countWrong(in.get() & 0xff);
                }
            }
            more = !result.isUnderflow();
        }
        cutSequence = new byte[in.remaining()];
        in.get(cutSequence);
    }

    /// Windows-1252 leaves five bytes undefined; hardly any language uses the last.
    private void countWrong(int wrong) {
        wrongBytes++;
        switch (wrong) {
            case 0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xff -> likeWindows = false;
            default -> {
                // may be a letter
            }
        }
    }

    /// @throws UnreadableFile when it is no text
    Charset charset() {
        for (var wrong : cutSequence) {
            countWrong(wrong & 0xff);
        }
        var start = new String(beginning.array(), 0, beginning.position(), ISO_8859_1);
        NO_TEXT.forEach((mark, sentence) -> {
            if (start.startsWith(mark)) {
                throw new UnreadableFile("The file is %s.".formatted(sentence));
            }
        });
        if (start.startsWith("\u00ff\u00fe") || hasZeros(start, 1)) {
            return UTF_16LE;
        }
        if (start.startsWith("\u00fe\u00ff") || hasZeros(start, 0)) {
            return UTF_16BE;
        }
        return likeWindows && wrongBytes > beyondAscii ? WINDOWS_1252 : UTF_8;
    }

    /// Whether nearly every second byte is zero, from one of the first two on, as in UTF-16 of
    /// Latin letters.
    private static boolean hasZeros(String start, int from) {
        long here = 0;
        long between = 0;
        for (int i = 0; i < start.length(); i++) {
            if (start.charAt(i) == 0) {
                here += i % 2 == from ? 1 : 0;
                between += i % 2 == from ? 0 : 1;
            }
        }
        return here * QUARTER > start.length() && here > between * QUARTER;
    }
}
