package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.client.Answer;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.shop.CpuUse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Clients that each repeat one thing without a pause. What they do while warming up is not
/// counted.
public record Load(int clients, Duration warmUp, Duration measured) {

    private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(50);

    /// What one client does again and again, on a thread of its own.
    public interface Client extends AutoCloseable {
        void once(Recorder recorder) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /// What one client notes. Notes outside of the measured time are dropped.
    public static final class Recorder {
        private final long from;
        private final long until;
        private final Map<String, Timings> timings = new LinkedHashMap<>();
        private final Map<String, Integer> errors = new TreeMap<>();
        private final Map<String, String> details = new TreeMap<>();

        Recorder(long from, long until) {
            this.from = from;
            this.until = until;
        }

        /// Notes that `step` began at `begun`, by [System#nanoTime], and has just ended; answers
        /// the present.
        public long ended(String step, long begun) {
            var now = System.nanoTime();
            if (now >= from && now <= until) {
                timings.computeIfAbsent(step, _ -> new Timings()).add(now - begun);
            }
            return now;
        }

        void failed(String what, String detail) {
            if (System.nanoTime() >= from) {
                errors.merge(what, 1, Integer::sum);
                details.putIfAbsent(what, detail);
            }
        }
    }

    /// What all clients noted.
    ///
    /// @param details of the first error of each kind
    public record Result(
            Map<String, Timings> timings,
            Map<String, Integer> errors,
            Map<String, String> details,
            CpuUse.Shares cpu,
            Duration measured) {

        Timings of(String step) {
            return timings.getOrDefault(step, new Timings());
        }

        public double perSecond(String step) {
            return of(step).count() / (measured.toMillis() / 1e3);
        }

        public int errorCount() {
            return errors.values().stream().mapToInt(Integer::intValue).sum();
        }

        public void print() {
            System.out.printf("%n%-28s %9s %9s %11s %11s%n", "", "count", "per s", "p50", "p99");
            timings.forEach((step, all) ->
                    System.out.printf(
                            Locale.ROOT,
                            "%-28s %9d %9.1f %11s %11s%n",
                            step,
                            all.count(),
                            perSecond(step),
                            Timings.millis(all.percentile(50)),
                            Timings.millis(all.percentile(99))));
            errors.forEach((what, count) ->
                    System.out.printf(
                            "error: %s × %d, first: %s%n", what, count, details.get(what)));
            cpu.print();
        }
    }

    public Result run(IntFunction<Client> client) throws InterruptedException {
        var from = System.nanoTime() + warmUp.toNanos();
        var until = from + measured.toNanos();
        var recorders = new ArrayList<Recorder>();
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < clients; number++) {
            var recorder = new Recorder(from, until);
            var one = client.apply(number);
            recorders.add(recorder);
            threads.add(Thread.ofVirtual().start(() -> repeat(one, recorder)));
        }
        Pause.until(from);
        var cpu = CpuUse.begin();
        Pause.until(until);
        var shares = cpu.end();
        for (var thread : threads) {
            thread.join();
        }
        return result(recorders, shares);
    }

    private static void repeat(Client client, Recorder recorder) {
        try (client) {
            while (System.nanoTime() < recorder.until) {
                try {
                    client.once(recorder);
                } catch (Answer.Unexpected e) {
                    recorder.failed(e.getMessage(), e.details());
                    Pause.of(AFTER_A_REFUSAL);
                } catch (IOException e) {
                    recorder.failed(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
                    Pause.of(AFTER_A_REFUSAL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Result result(List<Recorder> recorders, CpuUse.Shares cpu) {
        var parts = new LinkedHashMap<String, List<Timings>>();
        var errors = new TreeMap<String, Integer>();
        var details = new TreeMap<String, String>();
        for (var recorder : recorders) {
            recorder.timings.forEach((step, timings) ->
                    parts.computeIfAbsent(step, _ -> new ArrayList<>()).add(timings));
            recorder.errors.forEach((what, count) -> errors.merge(what, count, Integer::sum));
            details.putAll(recorder.details);
        }
        var merged = new LinkedHashMap<String, Timings>();
        parts.forEach((step, timings) -> merged.put(step, Timings.merged(timings)));
        return new Result(merged, errors, details, cpu, measured);
    }
}
