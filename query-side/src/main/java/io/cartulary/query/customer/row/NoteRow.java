package io.cartulary.query.customer.row;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A note about a customer; its text is sealed.
@Entity(name = "CustomerNote")
@Immutable
@Table(name = "customer_note")
public class NoteRow {

    @Id private String noteId;
    private String customerId;
    private @Nullable String text;
    private @Nullable String author;
    private Instant writtenAt;

    protected NoteRow() {}

    public String noteId() {
        return noteId;
    }

    public @Nullable String text() {
        return text;
    }

    public @Nullable String author() {
        return author;
    }

    public Instant writtenAt() {
        return writtenAt;
    }
}
