package io.cartulary.benchmarks.recommend;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/// A file of what people did; one that ends in `.gz` is unpacked while it is read.
final class DataFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DataFile() {}

    static BufferedReader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new BenchmarkUnavailable("there is no file " + file);
        }
        var bytes = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8));
    }

    /// What each person did in time order, from lines `user item item …`.
    static List<List<String>> histories(Path file) throws IOException {
        var histories = new ArrayList<List<String>>();
        try (var reader = open(file)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var words = line.strip().split("\\s+");
                if (words.length < 2) {
                    throw new BenchmarkUnavailable(
                            "\"%s\" is not a user and their items".formatted(line));
                }
                histories.add(List.of(words).subList(1, words.length));
            }
        }
        return histories;
    }

    /// The attributes of each item, from a JSON object of item → list of attributes.
    static Map<String, List<String>> attributes(Path file) throws IOException {
        var attributes = new HashMap<String, List<String>>();
        try (var reader = open(file)) {
            JSON.readTree(reader)
                    .properties()
                    .forEach(item ->
                            attributes.put(
                                    item.getKey(),
                                    item.getValue()
                                            .valueStream()
                                            .map(attribute -> attribute.asString())
                                            .toList()));
        }
        return attributes;
    }
}
