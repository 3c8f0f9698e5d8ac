package io.cartulary.eventstore.deciding;

import io.cartulary.eventstore.outage.Outage;
import io.cartulary.eventstore.storage.ForeignWriterDetector;
import io.cartulary.eventstore.storage.LastAppendedIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides the commands that wait for one aggregate together, in one transaction.
///
/// A command that finds its aggregate free is decided at once, by its sender's thread and in a
/// transaction of its own. Those that arrive meanwhile wait, and as soon as it ends are decided as
/// one group: each in turn and with its own metadata, so that each event names its own actor and
/// cause. A refusal is an answer and undoes nothing; any other failure undoes the group, and then
/// each is decided alone. No one is answered before the commit.
///
/// A command sent while another message is handled joins that one's transaction, as everywhere.
/// Commands of a component that is no aggregate are not grouped: it may record before it refuses.
public final class GroupingCommandBus extends SimpleCommandBus {

    private static final Logger log = LoggerFactory.getLogger(GroupingCommandBus.class);

    /// A larger group hardly saves more, and lets its last one wait longer.
    private static final int LARGEST_GROUP = 128;

    private final TransactionManager transactions;
    private final CommandTargets targets;
    private final AggregateCache aggregates;
    private final ForeignWriterDetector others;

    /// Who waits for an aggregate that is being decided on; absent when none is.
    private final ConcurrentMap<String, Queue<Waiting<?, ?>>> busy = new ConcurrentHashMap<>();

    public GroupingCommandBus(
            Builder builder,
            TransactionManager transactions,
            CommandTargets targets,
            AggregateCache aggregates,
            ForeignWriterDetector others) {
        super(builder);
        this.transactions = transactions;
        this.targets = targets;
        this.aggregates = aggregates;
        this.others = others;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        var target =
                handler instanceof AnnotationCommandHandlerAdapter
                        ? null
                        : targets.of(command.getPayload());
        if (target == null) {
            super.handle(command, handler, callback);
            return;
        }
        var waiting = new Waiting<C, R>(target, command, handler, callback);
        if (CurrentUnitOfWork.isStarted()) {
            waiting.decideInside();
            waiting.answer();
        } else if (isFree(target, waiting)) {
            decide(target, List.of(waiting));
        } else {
            LastAppendedIndex.forget(); // another thread will have appended the last event
        }
    }

    /// Makes a free aggregate busy, and lets `waiting` wait for one that is busy already.
    private boolean isFree(String target, Waiting<?, ?> waiting) {
        var free = new boolean[1];
        busy.compute(
                target,
                (_, others) -> {
                    if (others == null) {
                        free[0] = true;
                        return new ArrayDeque<>(0);
                    }
                    others.add(waiting);
                    return others;
                });
        return free[0];
    }

    /// Lets those go on who waited meanwhile before it answers: an answer may lead its receiver to
    /// the next command on the same aggregate, at once and on this thread.
    private void decide(String target, List<Waiting<?, ?>> group) {
        try {
            if (group.size() == 1 || !decideTogether(group)) {
                group.forEach(Waiting::decideAlone);
            }
        } finally {
            letNextGoOn(target);
        }
        group.forEach(Waiting::answer);
    }

    private void letNextGoOn(String target) {
        var next = new ArrayList<Waiting<?, ?>>();
        busy.computeIfPresent(
                target,
                (_, waiting) -> {
                    while (!waiting.isEmpty() && next.size() < LARGEST_GROUP) {
                        next.add(waiting.remove());
                    }
                    return next.isEmpty() ? null : waiting;
                });
        if (!next.isEmpty()) {
            Thread.ofVirtual().name("group-of-", 0).start(() -> decide(target, next));
        }
    }

    /// `false` when the group was rolled back, so that nothing of it is recorded.
    private boolean decideTogether(List<Waiting<?, ?>> group) {
        var unitOfWork = new DefaultUnitOfWork<>((Message<?>) null);
        var committing = new boolean[1];
        var outcome =
                unitOfWork.executeWithResult(
                        () -> {
                            unitOfWork.onCommit(_ -> committing[0] = true);
                            unitOfWork.attachTransaction(transactions);
                            group.forEach(Waiting::decideWithin);
                            return null;
                        },
                        RollbackConfigurationType.ANY_THROWABLE);
        if (!outcome.isExceptional()) {
            return true;
        }
        var failure = outcome.exceptionResult();
        if (committing[0] || Outage.ofDatabase(failure)) {
            // It may be recorded or not; only the sender can know what to do about it.
            group.forEach(waiting -> waiting.fail(failure));
            return true;
        }
        log.debug("{} commands are decided one by one, after {}", group.size(), failure.toString());
        return false;
    }

    /// Ends a group of which one command failed.
    private static final class Undecidable extends RuntimeException {
        Undecidable(Throwable cause) {
            super(cause.toString(), cause, false, false);
        }
    }

    /// A command with what waits for its answer.
    private final class Waiting<C, R> {

        private final CommandMessage<C> command;
        private final MessageHandler<? super CommandMessage<?>> handler;
        private final CommandCallback<? super C, ? super R> callback;
        private final String target;
        private CommandResultMessage<? extends R> result;

        Waiting(
                String target,
                CommandMessage<C> command,
                MessageHandler<? super CommandMessage<?>> handler,
                CommandCallback<? super C, ? super R> callback) {
            this.target = target;
            this.command = command;
            this.handler = handler;
            this.callback = callback;
        }

        /// On what is kept in memory if that will do, which saves a look at the store.
        void decideAlone() {
            if (decideFromMemory().isDoubtful() && !isFailure() && !mayBeOld()) {
                decideOnce();
            }
        }

        /// As part of another message's work, which keeps the aggregate until it ends.
        void decideInside() {
            var check = decideFromMemory();
            if (!check.isDoubtful() || isFailure()) {
                return;
            }
            if (check.aggregate() == null) {
                others.noticed();
                fail(new ConcurrencyException(target + " is not as new as it should be"));
            } else if (aggregates.catchUp(check.aggregate())) {
                decideOnce();
            }
        }

        private boolean mayBeOld() {
            return targets.isReadOnly(command.getPayload()) && !others.areExpected();
        }

        private StalenessCheck decideFromMemory() {
            var check =
                    new StalenessCheck(
                            targets.createsAggregate(command.getPayload()) && !others.areExpected()
                                    ? target
                                    : null);
            ScopedValue.where(StalenessCheck.CURRENT, check).run(this::decideOnce);
            return check;
        }

        void decideWithin() {
            decideOnce();
            if (isFailure()) {
                throw new Undecidable(result.exceptionResult());
            }
        }

        private void decideOnce() {
            try {
                superHandle(
                        command, handler, (CommandCallback<C, R>) (_, answer) -> result = answer);
            } catch (RuntimeException e) {
                fail(e); // for example no connection to be had
            }
        }

        private boolean isFailure() {
            return result.isExceptional()
                    && !(result.exceptionResult() instanceof CommandExecutionException refusal
                            && refusal.getDetails().isPresent());
        }

        void fail(Throwable failure) {
            result = GenericCommandResultMessage.asCommandResultMessage(failure);
        }

        void answer() {
            try {
                callback.onResult(command, result);
            } catch (RuntimeException e) {
                log.warn("An answer to {} was not taken", command.getCommandName(), e);
            }
        }
    }

    private <C, R> void superHandle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        super.handle(command, handler, callback);
    }
}
