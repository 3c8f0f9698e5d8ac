package io.cartulary.standalone;

import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Prints who is still awaited and, line by line, who is ready, where, and after how many seconds.
final class StartProgress implements PartsListener {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final BiConsumer<Part, String> whenOneDied;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final Set<Part> awaited = EnumSet.noneOf(Part.class);

    StartProgress(PrintStream out, BiConsumer<Part, String> whenOneDied) {
        this.out = out;
        this.whenOneDied = whenOneDied;
    }

    @Override
    public synchronized void starting(Part part) {
        awaited.add(part);
        showAwaited();
    }

    @Override
    public synchronized void ready(Part part, String address, Duration took) {
        awaited.remove(part);
        line(part.title(), took, address);
        showAwaited();
    }

    synchronized void ready(String title, Duration took, String address) {
        line(title, took, address);
    }

    private void line(String title, Duration took, String address) {
        String start = terminal ? CLEAR_LINE : "";
        out.printf(
                Locale.ROOT,
                "%s  %-18s%5.1f s   %s%n",
                start,
                title,
                took.toMillis() / 1000.0,
                address);
    }

    private void showAwaited() {
        if (terminal && !awaited.isEmpty()) {
            String names = awaited.stream().map(Part::title).collect(Collectors.joining(", "));
            out.print(CLEAR_LINE + "  waiting for " + names);
            out.flush();
        }
    }

    @Override
    public void died(Part part, String sentence) {
        whenOneDied.accept(part, sentence);
    }
}
