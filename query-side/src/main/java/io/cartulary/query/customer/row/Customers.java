package io.cartulary.query.customer.row;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// Reads customers.
public interface Customers
        extends Repository<CustomerRow, String>, JpaSpecificationExecutor<CustomerRow> {

    Optional<CustomerRow> findById(String customerId);

    @Query(
            "select guest.customerId from CustomerRow guest where guest.takenOverBy = :customer order by guest.customerId")
    List<String> guestsOf(String customer);
}
