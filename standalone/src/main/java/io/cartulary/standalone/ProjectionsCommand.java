package io.cartulary.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./start projections`: shows how far read models have come, rebuilds them and decides what
/// becomes of a rebuild.
final class ProjectionsCommand {

    private static final String ROOT = "/api/v1/admin/projections";
    private static final String BUILDING = "BUILDING";
    private static final String RETIRED = "RETIRED";
    private static final String LIVE = "LIVE";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    /// Without more than a name: what is asked for of the generation that is being built.
    private static final Map<String, String> STEPS =
            Map.of(
                    "pause", "/pause",
                    "resume", "/resumption",
                    "cancel", "/abandonment",
                    "compare", "/comparison");

    private static final Map<String, String> DECISIONS =
            Map.of("accept", "/acceptance", "refuse", "/refusal");

    private static final Set<String> OPEN = Set.of("DIFFERENT", "FAILED");

    private final ShopClient shop;
    private final PrintStream out;

    ProjectionsCommand(ShopClient shop, PrintStream out) {
        this.shop = shop;
        this.out = out;
    }

    static boolean understands(List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        var verb = words.getFirst();
        return switch (words.size()) {
            case 2 ->
                    STEPS.containsKey(verb)
                            || Set.of("rebuild", "show", "rollback", "drop").contains(verb);
            case 3 ->
                    DECISIONS.containsKey(verb)
                            || (Set.of("rebuild", "throttle").contains(verb)
                                    && words.get(2).matches("[1-9][0-9]{0,7}"))
                            || (verb.equals("throttle") && words.get(2).equals("off"));
            default -> false;
        };
    }

    /// @return 1 when readers are not led to what was rebuilt
    int run(List<String> words) {
        if (words.isEmpty()) {
            shop.get(ROOT).path("items").forEach(this::show);
            return 0;
        }
        var verb = words.getFirst();
        var name = words.get(1);
        var more = words.size() > 2 ? words.get(2) : null;
        switch (verb) {
            case "rebuild" -> {
                return rebuild(name, more);
            }
            case "show" -> show(name);
            case "throttle" -> {
                var path = rebuildOf(name) + "/throttle";
                if (String.valueOf(more).equals("off")) {
                    shop.change("DELETE", path, null);
                } else {
                    shop.change("PUT", path, limit(more));
                }
            }
            case "rollback" ->
                    shop.change(
                            "POST", generation(name, RETIRED, "/generations/") + "/rollback", null);
            case "drop" -> shop.change("DELETE", generation(name, RETIRED, "/generations/"), null);
            case "accept", "refuse" ->
                    shop.change(
                            "POST",
                            rebuildOf(name) + DECISIONS.get(verb),
                            JsonMapper.shared().createObjectNode().put("reason", more));
            default -> shop.change("POST", rebuildOf(name) + STEPS.get(verb), null);
        }
        return 0;
    }

    private int rebuild(String name, @Nullable String eventsPerSecond) {
        var begun = shop.change("POST", path(name) + "/rebuilds", null);
        var rebuild = path(name) + "/rebuilds/" + begun.path("generation").asInt();
        if (eventsPerSecond != null) {
            shop.change("PUT", rebuild + "/throttle", limit(eventsPerSecond));
        }
        while (true) {
            var now = shop.get(rebuild);
            show(name, now);
            var state = now.path("state").asString();
            if (!state.equals(BUILDING)) {
                return state.equals(LIVE) ? 0 : 1;
            }
            if (OPEN.contains(now.path("verdict").asString(""))) {
                show(shop.get(rebuild + "/comparison"), name);
                return 1;
            }
            ShopClient.pause(BETWEEN_LINES);
        }
    }

    private void show(String name) {
        var projection = shop.get(path(name));
        show(projection);
        for (var generation : projection.path("generations")) {
            if (generation.path("state").asString().equals(BUILDING)
                    && OPEN.contains(generation.path("verdict").asString(""))) {
                show(shop.get(rebuildOf(name) + "/comparison"), name);
            }
        }
    }

    private void show(JsonNode projection) {
        for (var generation : projection.path("generations")) {
            if (!generation.path("state").asString().equals("DROPPED")) {
                show(projection.path("name").asString(), generation);
            }
        }
    }

    private void show(String name, JsonNode generation) {
        var progress = generation.path("progress");
        out.printf(
                "%s@%d %s%s %d%%, %d of %d events, %d events/s%s%s%s%n",
                name,
                generation.path("generation").asInt(),
                generation.path("state").asString(),
                generation.path("paused").asBoolean(false) ? " (paused)" : "",
                progress.path("percent").asInt(0),
                progress.path("position").asLong(0),
                progress.path("head").asLong(0),
                progress.path("eventsPerSecond").asLong(0),
                suffix(", %s s left", progress.path("secondsLeft")),
                suffix(", at most %s events/s", generation.path("throttle")),
                suffix(", compared: %s", generation.path("verdict")));
    }

    private static String suffix(String format, JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : format.formatted(value.asString());
    }

    private void show(JsonNode comparison, String name) {
        out.printf("It differs from %s@%d:%n", name, comparison.path("comparedWith").asInt());
        if (comparison.path("failure").isString()) {
            out.printf("  not compared: %s%n", comparison.path("failure").asString());
        }
        for (var table : comparison.path("tables")) {
            out.printf(
                    "  %s: %d rows missing, %d additional, %d changed%n",
                    table.path("table").asString(),
                    table.path("missing").asLong(),
                    table.path("additional").asLong(),
                    table.path("changed").asLong());
            for (var column : table.path("columns")) {
                out.printf(
                        "    %s differs in %d rows%n",
                        column.path("column").asString(), column.path("rows").asLong());
            }
            for (var example : table.path("examples")) {
                out.printf(
                        "    %s %s: live %s, rebuilt %s%n",
                        example.path("key").asString(),
                        example.path("column").asString("(row)"),
                        example.path("live").asString("nothing"),
                        example.path("rebuilt").asString("nothing"));
            }
        }
        out.printf(
                "Readers stay until it is accepted or refused: ./start projections accept|refuse %s REASON%n",
                name);
    }

    private static JsonNode limit(@Nullable String eventsPerSecond) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("eventsPerSecond", Integer.parseInt(String.valueOf(eventsPerSecond)));
    }

    private String rebuildOf(String name) {
        return generation(name, BUILDING, "/rebuilds/");
    }

    /// The newest generation in that state.
    private String generation(String name, String state, String below) {
        return shop.get(path(name))
                .path("generations")
                .valueStream()
                .filter(generation -> generation.path("state").asString().equals(state))
                .map(generation -> path(name) + below + generation.path("generation").asInt())
                .findFirst()
                .orElseThrow(
                        () -> new CannotStart("No generation of %s is %s.".formatted(name, state)));
    }

    private static String path(String name) {
        if (!name.matches("[a-z-]+")) {
            throw new CannotStart("\"" + name + "\" is no read model; see ./start projections.");
        }
        return ROOT + "/" + name;
    }
}
