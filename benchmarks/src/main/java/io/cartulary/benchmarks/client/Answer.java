package io.cartulary.benchmarks.client;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server answered to one request.
///
/// @param head status line and headers, each ended by `\r\n`
public record Answer(int status, String head, byte[] body) {

    private static final int FIRST_SERVER_ERROR = 500;
    private static final Set<String> REPEAT = Set.of("REQUEST_RUNNING", "CONCURRENT_CHANGE");

    boolean isEventStream() {
        var type = header("Content-Type");
        return type != null && type.startsWith("text/event-stream");
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Whether the same request is to be sent again: the server was away, is working on it, or met
    /// another change.
    public boolean asksForRepetition() {
        return status >= FIRST_SERVER_ERROR || !isSuccess() && REPEAT.contains(code());
    }

    private String code() {
        var code = member("code");
        return code == null ? "" : code;
    }

    public @Nullable String header(String name) {
        for (int line = head.indexOf("\r\n"); line >= 0; line = head.indexOf("\r\n", line + 2)) {
            var start = line + 2;
            var colon = start + name.length();
            if (head.regionMatches(true, start, name, 0, name.length())
                    && colon < head.length()
                    && head.charAt(colon) == ':') {
                return head.substring(colon + 1, head.indexOf("\r\n", colon)).strip();
            }
        }
        return null;
    }

    /// A header this answer must have.
    public String requiredHeader(String name) {
        var value = header(name);
        if (value == null) {
            throw new Unexpected("the answer has no header " + name, this);
        }
        return value;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The text of a member of the JSON object that the body is, found without making a tree of it;
    /// absent when there is none or it is no text.
    public @Nullable String member(String name) {
        var text = text();
        var key = "\"" + name + "\":\"";
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    if (depth == 1 && text.startsWith(key, at)) {
                        var start = at + key.length();
                        return text.substring(start, endOfText(text, start));
                    }
                    at = endOfText(text, at + 1);
                }
                default -> {
                    // nothing that opens or closes
                }
            }
        }
        return null;
    }

    private static int endOfText(String json, int from) {
        int at = from;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /// A member this answer must have.
    public String requiredMember(String name) {
        var value = member(name);
        if (value == null) {
            throw new Unexpected("the answer has no member " + name, this);
        }
        return value;
    }

    /// Itself, or [Unexpected] when it is a refusal.
    ///
    /// @param step what was asked for, as the report names it
    public Answer accepted(String step) {
        if (!isSuccess()) {
            throw new Unexpected((step + " " + status + " " + code()).strip(), this);
        }
        return this;
    }

    /// An answer that does not let the client go on. The message is what errors are counted by.
    public static final class Unexpected extends RuntimeException {

        private final transient Answer answer;

        public Unexpected(String message, Answer answer) {
            super(message);
            this.answer = answer;
        }

        public int status() {
            return answer.status();
        }

        public boolean asksForRepetition() {
            return answer.asksForRepetition();
        }

        /// The first part of the body, to look for the cause in.
        public String details() {
            var text = answer.text();
            return text.substring(0, Math.min(text.length(), 500));
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
