package io.cartulary.benchmarks;

import java.util.List;

/// placeholder
final class Replay implements Benchmark {
    @Override
    public List<Figure> run(Options options) {
        return List.of();
    }
}
