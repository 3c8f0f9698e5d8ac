package io.cartulary.benchmarks;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/// One measurement: prints what it sees and returns what is compared with a target.
public interface Benchmark {

    InstantSource CLOCK = Clock.systemUTC();

    List<Figure> run(Options options) throws Exception;
}
