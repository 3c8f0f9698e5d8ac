package io.cartulary.simulation.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A mistake that somebody could make: a patch of production's source, in unified form.
///
/// @param what it breaks
/// @param hunks by the path of the source they change
public record Fault(String name, String what, Map<String, List<Hunk>> hunks) {

    private static final Path HOME =
            Path.of(System.getProperty("cartulary.home", Files.exists(Path.of("src")) ? ".." : "."))
                    .toAbsolutePath()
                    .normalize();
    private static final Path FAULTS = HOME.resolve("simulation/faults");

    record Hunk(List<String> before, List<String> after) {}

    public static List<Fault> all() {
        try (var files = Files.list(FAULTS)) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .map(Fault::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault read(Path file) {
        var name = file.getFileName().toString().replace(".patch", "");
        var lines = lines(file);
        var hunks = new LinkedHashMap<String, List<Hunk>>();
        List<Hunk> ofSource = new ArrayList<>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.startsWith("--- ")) {
                ofSource = new ArrayList<>();
                hunks.put(line.substring("--- a/".length()).strip(), ofSource);
            } else if (line.startsWith("@@")) {
                ofSource.add(new Hunk(new ArrayList<>(), new ArrayList<>()));
            } else if (!line.startsWith("+++ ") && !ofSource.isEmpty()) {
                var text = line.isEmpty() ? "" : line.substring(1);
                if (!line.startsWith("+")) {
                    ofSource.getLast().before().add(text);
                }
                if (!line.startsWith("-")) {
                    ofSource.getLast().after().add(text);
                }
            }
        }
        return new Fault(name, lines.getFirst(), hunks);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The changed sources by their path.
    ///
    /// @throws IllegalStateException when it no longer fits
    public Map<String, String> applied() {
        var sources = new LinkedHashMap<String, String>();
        hunks.forEach((path, ofSource) -> {
            var text = new ArrayList<>(lines(HOME.resolve(path)));
            ofSource.forEach(hunk -> apply(hunk, text, path));
            sources.put(path, String.join("\n", text) + "\n");
        });
        return sources;
    }

    private void apply(Hunk hunk, List<String> text, String path) {
        var size = hunk.before().size();
        for (var at = 0; at + size <= text.size(); at++) {
            if (text.subList(at, at + size).equals(hunk.before())) {
                var part = text.subList(at, at + size);
                part.clear();
                part.addAll(hunk.after());
                return;
            }
        }
        throw new IllegalStateException("%s no longer fits %s".formatted(name, path));
    }
}
