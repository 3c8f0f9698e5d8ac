package io.cartulary.command.account.act;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.web.context.request.RequestContextHolder;

/// Does a part of a request beside the rest of it, in the name of the same request.
public final class Beside {

    private Beside() {}

    public static CompletableFuture<Void> run(Runnable work) {
        var request = RequestContextHolder.getRequestAttributes();
        return CompletableFuture.runAsync(
                () -> {
                    RequestContextHolder.setRequestAttributes(request);
                    work.run();
                },
                Thread::startVirtualThread);
    }

    /// Throws what the work threw.
    public static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }
}
