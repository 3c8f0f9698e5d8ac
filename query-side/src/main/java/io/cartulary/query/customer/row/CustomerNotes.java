package io.cartulary.query.customer.row;

import java.util.List;
import org.springframework.data.repository.Repository;

/// Reads notes about customers.
public interface CustomerNotes extends Repository<NoteRow, String> {

    List<NoteRow> findByCustomerIdOrderByWrittenAtAscNoteIdAsc(String customerId);
}
