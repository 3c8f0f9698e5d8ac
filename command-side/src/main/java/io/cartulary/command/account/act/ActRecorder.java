package io.cartulary.command.account.act;

import io.cartulary.command.account.database.AccountTransactions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/// Makes events of acts, after the transaction that stored them.
@Component
public class ActRecorder {

    private final Acts acts;
    private final AccountTransactions transactions;
    private final CommandGateway commands;

    ActRecorder(Acts acts, AccountTransactions transactions, CommandGateway commands) {
        this.acts = acts;
        this.transactions = transactions;
        this.commands = commands;
    }

    public void record(List<Act> done) {
        makeEvents(done);
        remove(done);
    }

    /// Records beside what the request does next.
    ///
    /// @return when the events are stored, which the request waits for before it answers
    public CompletableFuture<Void> recordBeside(List<Act> done) {
        var recorded = Beside.run(() -> makeEvents(done));
        recorded.thenRunAsync(() -> remove(done), Thread::startVirtualThread);
        return recorded;
    }

    private void makeEvents(List<Act> done) {
        for (var act : done) {
            act.command().ifPresent(commands::sendAndWait);
        }
    }

    /// After a crash, or when it fails, the job records them again: the aggregate knows the act.
    private void remove(List<Act> done) {
        transactions.runWithAsynchronousCommit(() -> {
            done.forEach(act -> acts.remove(act.actId()));
            return true;
        });
    }

    /// What was done before a moment and is still no event.
    List<Act> findLeft(Instant before, int most) {
        return transactions.run(() -> acts.findByDoneAtBeforeOrderByActId(before, Limit.of(most)));
    }
}
