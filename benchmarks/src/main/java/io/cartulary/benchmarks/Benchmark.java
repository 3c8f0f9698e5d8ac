package io.cartulary.benchmarks;

import java.util.List;

/// One measurement: prints what it sees and returns what is compared with a target.
public interface Benchmark {
    List<Figure> run(Options options) throws Exception;
}
