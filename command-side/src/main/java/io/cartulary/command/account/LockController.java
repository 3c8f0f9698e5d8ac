package io.cartulary.command.account;

import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.lock.LockedAccount;
import io.cartulary.command.account.lock.LogInLocks;
import io.cartulary.events.account.AccountId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Staff see of which accounts the password is being guessed, and let their owners try again.
@RestController
class LockController {

    private static final String CURSOR = "locked-accounts";

    private final LogInLocks locks;
    private final Credentials credentials;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final Cursors cursors;
    private final InstantSource clock;

    LockController(
            LogInLocks locks,
            Credentials credentials,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            Cursors cursors,
            InstantSource clock) {
        this.locks = locks;
        this.credentials = credentials;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.cursors = cursors;
        this.clock = clock;
    }

    @OpenTo(staff = Permission.SUPPORT)
    @GetMapping("/api/v1/admin/locked-accounts")
    Page<LockedAccount> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var last = cursors.read(CURSOR, cursor, key -> new AccountId(key.getFirst()));
        return cursors.page(
                CURSOR,
                locks.findLocked(last, size + 1),
                size,
                account -> List.of(account.accountId().value()));
    }

    @Unversioned
    @OpenTo(staff = Permission.SUPPORT)
    @DeleteMapping("/api/v1/admin/locked-accounts/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable AccountId accountId) {
        recorder.record(
                transactions.run(() -> {
                    var credential =
                            credentials
                                    .findById(accountId.value())
                                    .orElseThrow(() ->
                                            ProblemException.notFound("account " + accountId));
                    locks.lift(credential);
                    return List.of(acts.save(Act.lockLift(accountId, clock.instant())));
                }));
    }
}
