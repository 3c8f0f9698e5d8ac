package io.cartulary.simulation.memory;

import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The databases of the simulated shop: every table of it is a map somewhere, and each change of
/// one comes with how to undo it. What is not committed is undone by a rollback or a crash.
public final class Storage implements TransactionManager {

    private final Runnable step;
    private final Deque<Root> open = new ArrayDeque<>();

    /// @param step is called whenever the process could crash
    public Storage(Runnable step) {
        this.step = step;
    }

    /// A change was made.
    public void changed(Runnable undo) {
        var root = open.peek();
        if (root != null && !root.suspended) {
            root.undo.push(undo);
        }
        step.run();
    }

    @Override
    public Transaction startTransaction() {
        var root = open.peek();
        if (root != null && !root.suspended) {
            return new Joined(root);
        }
        root = new Root();
        open.push(root);
        step.run();
        return root;
    }

    /// Runs it as if in another process: it neither joins our transaction nor our unit of work.
    public <T> T apart(Supplier<T> work) {
        var root = open.peek();
        var handling = new ArrayDeque<UnitOfWork<?>>();
        while (CurrentUnitOfWork.isStarted()) {
            var current = CurrentUnitOfWork.get();
            handling.push(current);
            CurrentUnitOfWork.clear(current);
        }
        if (root != null) {
            root.suspended = true;
        }
        try {
            return work.get();
        } finally {
            if (root != null) {
                root.suspended = false;
            }
            handling.forEach(CurrentUnitOfWork::set);
        }
    }

    public boolean isQuiet() {
        return open.isEmpty() && !CurrentUnitOfWork.isStarted();
    }

    /// Nothing that was begun is ever ended.
    public void crash() {
        while (!open.isEmpty()) {
            open.peek().undoAll();
        }
        while (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.clear(CurrentUnitOfWork.get());
        }
        TransactionSynchronizationManager.clear();
    }

    private final class Root implements Transaction {

        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final @Nullable List<TransactionSynchronization> outer;
        private boolean suspended;
        private boolean doomed;
        private boolean ended;

        Root() {
            outer =
                    TransactionSynchronizationManager.isSynchronizationActive()
                            ? TransactionSynchronizationManager.getSynchronizations()
                            : null;
            if (outer != null) {
                TransactionSynchronizationManager.clearSynchronization();
            }
            TransactionSynchronizationManager.initSynchronization();
        }

        @Override
        public void commit() {
            if (doomed) {
                rollback();
                throw new IllegalStateException("a part of the transaction was rolled back");
            }
            step.run();
            var waiting = end();
            waiting.forEach(one -> one.afterCompletion(STATUS_COMMITTED));
            step.run();
        }

        @Override
        public void rollback() {
            if (!ended) {
                undoAll().forEach(one -> one.afterCompletion(STATUS_ROLLED_BACK));
            }
        }

        private List<TransactionSynchronization> undoAll() {
            undo.forEach(Runnable::run);
            return end();
        }

        private List<TransactionSynchronization> end() {
            ended = true;
            undo.clear();
            open.remove(this);
            var waiting = List.<TransactionSynchronization>of();
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                waiting = new ArrayList<>(TransactionSynchronizationManager.getSynchronizations());
                TransactionSynchronizationManager.clearSynchronization();
            }
            if (outer != null) {
                TransactionSynchronizationManager.initSynchronization();
                outer.forEach(TransactionSynchronizationManager::registerSynchronization);
            }
            return waiting;
        }
    }

    /// A transaction within another, as Spring has it: one that rolls back dooms the whole.
    private record Joined(Root root) implements Transaction {

        @Override
        public void commit() {
            /* the outermost commits */
        }

        @Override
        public void rollback() {
            root.doomed = true;
        }
    }
}
