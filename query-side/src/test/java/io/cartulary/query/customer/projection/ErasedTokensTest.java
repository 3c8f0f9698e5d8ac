package io.cartulary.query.customer.projection;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Who was erased is found by nothing any more.
@Execution(ExecutionMode.SAME_THREAD)
class ErasedTokensTest {

    private final QueryNode node = QueryNode.shared();
    private final AccountId account = new AccountId("account-" + UUID.randomUUID());
    private final String email = UUID.randomUUID() + "@example.org";

    @Test
    void are_taken_away() {
        var address = Personal.of(account.customer().value(), email);
        var position =
                node.publish(
                        new AccountRegistered(account, account.customer(), address, "en"),
                        new EmailVerified(account));
        assertThat(found(position)).isEqualTo(1);

        node.erase(account.customer());
        node.bean(ErasedTokens.class).clear();
        assertThat(found(position)).isZero();
    }

    private int found(Position position) {
        return node.staff("GET", "/api/v1/admin/customers?q=" + email, at(position))
                .json()
                .path("items")
                .size();
    }
}
