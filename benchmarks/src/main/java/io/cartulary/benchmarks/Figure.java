package io.cartulary.benchmarks;

import java.util.List;

/// One line of the table at the end.
///
/// @param what is measured, and how
/// @param target what is wanted, in words
public record Figure(String what, String target, String result, boolean met) {

    static String table(List<Figure> figures) {
        var table = new StringBuilder("| What | Target | Result | Met |\n|---|---|---|---|\n");
        for (var figure : figures) {
            table.append(
                    "| %s | %s | %s | %s |%n"
                            .formatted(
                                    figure.what(),
                                    figure.target(),
                                    figure.result(),
                                    figure.met() ? "yes" : "**no**"));
        }
        return table.toString();
    }
}
