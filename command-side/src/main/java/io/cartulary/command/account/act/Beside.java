package io.cartulary.command.account.act;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.web.context.request.RequestContextHolder;

/// Does a part of a request beside the rest of it, in the name of the same request.
public final class Beside {

    private Beside() {}

    public static CompletableFuture<Void> run(Runnable work) {
        return supply(() -> {
            work.run();
            return null;
        });
    }

    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        var request = RequestContextHolder.getRequestAttributes();
        return CompletableFuture.supplyAsync(
                () -> {
                    RequestContextHolder.setRequestAttributes(request);
                    return work.get();
                },
                Thread::startVirtualThread);
    }

    /// Throws what the work threw.
    public static <T> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }
}
