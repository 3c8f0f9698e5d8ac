package io.cartulary.query.audit;

import io.cartulary.query.audit.CauseGraph.*;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Writes a graph of causes as text from which others draw it.
enum CauseDiagram {
    MERMAID("flowchart LR\n", "", CauseDiagram::forMermaid) {
        @Override
        String node(String name, Kind kind, String label) {
            var form =
                    switch (kind) {
                        case REQUEST -> "%s([\"%s\"])";
                        case COMMAND -> "%s[/\"%s\"/]";
                        case EVENT -> "%s[\"%s\"]";
                        case STEP -> "%s{{\"%s\"}}";
                        case EFFECT -> "%s[[\"%s\"]]";
                        case MESSAGE, MAIL -> "%s>\"%s\"]";
                    };
            return form.formatted(name, label);
        }

        @Override
        String edge(String from, String to) {
            return "%s --> %s".formatted(from, to);
        }
    },
    GRAPHVIZ("digraph causes {\n  rankdir=LR;\n", "}\n", CauseDiagram::forGraphviz) {
        @Override
        String node(String name, Kind kind, String label) {
            var shape =
                    switch (kind) {
                        case REQUEST -> "oval";
                        case COMMAND -> "parallelogram";
                        case EVENT -> "box";
                        case STEP -> "hexagon";
                        case EFFECT -> "component";
                        case MESSAGE -> "cds";
                        case MAIL -> "note";
                    };
            return "%s [shape=%s, label=\"%s\"];".formatted(name, shape, label);
        }

        @Override
        String edge(String from, String to) {
            return "%s -> %s;".formatted(from, to);
        }
    };

    private final String beginning;
    private final String end;
    private final UnaryOperator<String> escaped;

    CauseDiagram(String beginning, String end, UnaryOperator<String> escaped) {
        this.beginning = beginning;
        this.end = end;
        this.escaped = escaped;
    }

    abstract String node(String name, Kind kind, String label);

    abstract String edge(String from, String to);

    String of(CauseGraph graph) {
        var text = new StringBuilder(beginning);
        Map<String, String> names = new HashMap<>();
        for (var node : graph.nodes()) {
            var name = "n" + names.size();
            names.put(node.id(), name);
            line(text, node(name, node.kind(), escaped.apply(labelOf(node))));
        }
        for (var edge : graph.edges()) {
            line(text, edge(names.get(edge.from()), names.get(edge.to())));
        }
        return text.append(end).toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }

    private static String labelOf(Node node) {
        return node.type() == null ? node.label() : node.type() + ": " + node.label();
    }

    /// By the numbers of characters, as Mermaid has it, what could end a label or be taken for
    /// HTML.
    private static String forMermaid(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#34;")
                .replace("<", "#60;")
                .replace(">", "#62;")
                .replaceAll("\\p{Cntrl}", " ");
    }

    private static String forGraphviz(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }
}
