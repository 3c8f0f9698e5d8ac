package io.cartulary.web.origin;

import io.cartulary.web.AnswerSeal;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keeps what staff asked to be changed, for ever. A rebuild or the skip of a parked event leads to
/// no event, and is to be answered for all the same.
public final class StaffRequests {

    private final JdbcClient database;
    private final AnswerSeal seal;

    public StaffRequests(DataSource database, AnswerSeal seal) {
        this.database = JdbcClient.create(database);
        this.seal = seal;
    }

    /// The number of a request that is about to be worked on.
    long begin(RequestOrigin caller, String method, String path) {
        var staff = caller.staff().orElseThrow();
        return database.sql(
                        """
                        insert into staff_request (actor, on_behalf_of, method, path, request_id, origin)
                        values (?, ?, ?, ?, ?, ?)
                        returning request_no\
                        """)
                .params(
                        staff,
                        caller.onBehalfOf().orElse(null),
                        method,
                        path,
                        caller.requestId(),
                        seal.seal(staff, caller.place()))
                .query(Long.class)
                .single();
    }

    void end(long number, int status) {
        database.sql("update staff_request set status = ? where request_no = ?")
                .params(status, number)
                .update();
    }
}
