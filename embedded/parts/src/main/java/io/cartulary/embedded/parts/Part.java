package io.cartulary.embedded.parts;

/// The servers that can be started.
public enum Part {
    POSTGRESQL("PostgreSQL", "postgresql"),
    KAFKA("Kafka", "kafka"),
    ELASTICSEARCH("Elasticsearch", "elasticsearch"),
    PAYMENT_PROVIDER("Payment provider", "payment-provider");

    private final String title;
    private final String directory;

    Part(String title, String directory) {
        this.title = title;
        this.directory = directory;
    }

    /// The name that people read.
    public String title() {
        return title;
    }

    /// Where it keeps its data, below the directory of all parts; its log is beside it.
    public String directory() {
        return directory;
    }
}
