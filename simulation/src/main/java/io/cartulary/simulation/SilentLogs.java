package io.cartulary.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Keeps production from writing down every fault that the simulation makes.
final class SilentLogs implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.cartulary");
    private final Level rootBefore = root.getLevel();
    private final Level oursBefore = ours.getLevel();

    SilentLogs() {
        root.setLevel(Level.OFF);
        ours.setLevel(Level.OFF);
    }

    @Override
    public void close() {
        root.setLevel(rootBefore);
        ours.setLevel(oursBefore);
    }
}
