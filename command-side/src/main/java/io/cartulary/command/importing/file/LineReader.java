package io.cartulary.command.importing.file;

import io.cartulary.command.importing.file.TextLine.Fault;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a text line by line, whatever its line breaks are (LF, CRLF, CR), and holds no more of it
/// than one line.
public final class LineReader implements Closeable {

    /// Stands in what is read for each byte that means nothing in the file's charset: no text has
    /// it, Unicode keeps it free.
    public static final char WRONG_BYTE = '\uffff';

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int SHOWN_OF_LONG_LINE = 1000;
    private static final int END = -1;

    private final Unpacked content;
    private final Reader text;
    private final int longest;
    private final char[] buffer = new char[1 << 13];
    private int next;
    private int end;
    private long number;
    private boolean ended;

    private LineReader(Unpacked content, Charset charset, int longest) {
        this.content = content;
        this.text =
                new InputStreamReader(
                        content,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                                .replaceWith(String.valueOf(WRONG_BYTE)));
        this.longest = longest;
    }

    /// @param longest characters of a line
    public static LineReader of(Path file, Charset charset, int longest) throws IOException {
        var packed = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new LineReader(Unpacked.of(packed), charset, longest);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    /// The next line; the last one of a broken file says so, and may be empty.
    public @Nullable TextLine read() throws IOException {
        if (ended) {
            return null;
        }
        var line = new StringBuilder();
        int letter = letter();
        if (number == 0 && letter == BYTE_ORDER_MARK) {
            letter = letter();
        }
        long length = 0;
        while (letter != END && letter != '\n' && letter != '\r') {
            if (++length <= longest) {
                line.append((char) letter);
            }
            letter = letter();
        }
        var lineBreak = letter == END ? "" : String.valueOf((char) letter);
        if (letter == '\r' && peek() == '\n') {
            next++;
            lineBreak = "\r\n";
        }
        ended = letter == END;
        if (ended && !content.isBroken() && length == 0) {
            return null;
        }
        number++;
        if (ended && content.isBroken()) {
            return new TextLine(number, shown(line), lineBreak, Fault.BROKEN);
        }
        return length > longest
                ? new TextLine(number, shown(line) + "…", lineBreak, Fault.TOO_LONG)
                : new TextLine(number, line.toString(), lineBreak, Fault.NONE);
    }

    private static String shown(StringBuilder line) {
        return line.substring(0, Math.min(line.length(), SHOWN_OF_LONG_LINE));
    }

    private int letter() throws IOException {
        return peek() == END ? END : buffer[next++];
    }

    private int peek() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, text.read(buffer));
        }
        return next == end ? END : buffer[next];
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
