package io.cartulary.embedded.parts;

/// The users of the embedded PostgreSQL, the same as in the distributed form.
public enum DatabaseUser {
    /// Owns events and keys.
    COMMAND_SIDE("cartulary_command"),

    /// Owns read models and reads everything else.
    QUERY_SIDE("cartulary_query"),

    /// Reads the views for analysts and nothing else, and logs in only once its password stands in
    /// the file of secrets.
    ANALYST("cartulary_analyst"),

    /// May do everything. Not for an application.
    SUPERUSER("postgres");

    private final String title;

    DatabaseUser(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /// What its password is called in the file of secrets.
    public String secretName() {
        return title.replace('_', '-') + "-database-password";
    }
}
