package io.cartulary.benchmarks.fuzz;

import io.cartulary.benchmarks.client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must hold of every answer, whatever was asked.
final class AnswerRules {

    private static final int LARGEST_REFUSAL = 64 * 1024;

    /// Statuses that any route may answer, so that no route's document repeats them all.
    private static final Set<Integer> OF_EVERY_ROUTE =
            Set.of(400, 401, 403, 404, 405, 406, 412, 413, 414, 415, 417, 429, 431, 501, 503);

    /// Answered by the parser of HTTP, before there is a request to which a problem could be said.
    private static final int UNKNOWN_EXPECTATION = 417;

    private static final Pattern JAVA =
            Pattern.compile(
                    "\\b(?:java|javax|jakarta|org|com|io|tools)(?:\\.[a-z0-9_]+)+\\.[A-Z]\\w+"
                            + "|\\w+Exception\\b|at \\[Source|reference chain|Cannot deserialize"
                            + "|SQLSTATE|ERROR: |JSON parse error|through reference|\\bline: \\d+, column");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerRules() {}

    /// Each rule that the answer breaks, as a sentence; empty when it is right.
    static List<String> violations(FuzzRequest request, Answer answer) {
        var broken = new ArrayList<String>();
        var status = answer.status();
        if (status >= 500 && status != 503 && status != 501) {
            broken.add("an error of the server: " + status);
        }
        if (status == 503 && answer.header("Retry-After") == null) {
            broken.add("503 without Retry-After");
        }
        if (status == 405 && answer.header("Allow") == null) {
            broken.add("405 without Allow");
        }
        if (status < 400
                && request.mustBeRefused()
                && request.method().equals(request.operation().method())) {
            broken.add("was taken with " + status);
        }
        if (isUndocumented(request, status)) {
            broken.add("the document does not name " + status);
        }
        if (status >= 400 && status != UNKNOWN_EXPECTATION && !request.method().equals("HEAD")) {
            checkRefusal(request, answer, broken);
        }
        return broken;
    }

    private static boolean isUndocumented(FuzzRequest request, int status) {
        return request.method().equals(request.operation().method())
                && !OF_EVERY_ROUTE.contains(status)
                && !request.operation().statuses().contains(status);
    }

    private static void checkRefusal(FuzzRequest request, Answer answer, List<String> broken) {
        if (answer.body().length > LARGEST_REFUSAL) {
            broken.add("a refusal of %d bytes".formatted(answer.body().length));
        }
        var java = JAVA.matcher(answer.text());
        if (java.find()) {
            broken.add("words of the implementation: " + java.group());
        }
        var problem = tree(answer);
        if (problem == null || !problem.isObject()) {
            broken.add("%d is no problem document".formatted(answer.status()));
            return;
        }
        if (!problem.path("code").asString("").matches("[A-Z][A-Z0-9_]+")) {
            broken.add("%d without a code".formatted(answer.status()));
        }
        if (problem.path("status").asInt(0) != answer.status()) {
            broken.add("a problem that names another status");
        }
        if (problem.path("detail").asString("").isBlank()) {
            broken.add("a problem without a sentence");
        }
        if (answer.status() == 400 && problem.path("field").asString("").isBlank()) {
            broken.add("400 %s without a field".formatted(problem.path("code").asString("")));
        }
    }

    /// The body as JSON; absent where it is none.
    static @Nullable JsonNode tree(Answer answer) {
        var type = answer.header("Content-Type");
        if (type == null || !type.contains("json")) {
            return null;
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            return null;
        }
    }
}
