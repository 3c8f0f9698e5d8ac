package io.cartulary.tests.axonserver;

import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformInboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformOutboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc.PlatformServiceImplBase;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the shop asks of an Axon Server, over its real protocol and with its error codes: routed
/// commands, appends that check sequence numbers, snapshots, and streams of events. It keeps
/// everything in memory, also while it is away.
public final class InMemoryAxonServer implements TestAxonServer {

    private final EventsInMemory events = new EventsInMemory();
    private final RoutedCommands commands;
    private final int commandsAtOnce;
    private @Nullable Server server;
    private int port;

    /// @param commandsAtOnce how many commands it lets a node handle at the same time, as a pool of
    ///   so many threads would
    public InMemoryAxonServer(int commandsAtOnce) {
        this(commandsAtOnce, 0);
    }

    private InMemoryAxonServer(int commandsAtOnce, int port) {
        this.commandsAtOnce = commandsAtOnce;
        this.commands = new RoutedCommands(commandsAtOnce);
        this.port = port;
        comeBack();
    }

    /// Another one at the address of this one, which is away.
    public InMemoryAxonServer emptied() {
        return new InMemoryAxonServer(commandsAtOnce, port);
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }

    @Override
    public void goAway() {
        try {
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void comeBack() {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            server =
                    NettyServerBuilder.forAddress(loopback)
                            .addService(new Platform())
                            .addService(commands)
                            .addService(events)
                            .build()
                            .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        goAway();
    }

    static InstructionAck ack(String instruction) {
        return InstructionAck.newBuilder().setInstructionId(instruction).setSuccess(true).build();
    }

    private final class Platform extends PlatformServiceImplBase {

        @Override
        public void getPlatformServer(
                ClientIdentification client, StreamObserver<PlatformInfo> answer) {
            answer.onNext(
                    PlatformInfo.newBuilder()
                            .setPrimary(
                                    NodeInfo.newBuilder()
                                            .setHostName("localhost")
                                            .setGrpcPort(port))
                            .setSameConnection(true)
                            .build());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<PlatformInboundInstruction> openStream(
                StreamObserver<PlatformOutboundInstruction> client) {
            return new Stream<>(client) {
                @Override
                public void onNext(PlatformInboundInstruction instruction) {
                    if (!instruction.getInstructionId().isEmpty()) {
                        client.onNext(
                                PlatformOutboundInstruction.newBuilder()
                                        .setAck(ack(instruction.getInstructionId()))
                                        .build());
                    }
                }
            };
        }
    }

    /// A stream whose end ends the answer to it.
    abstract static class Stream<I, O> implements StreamObserver<I> {

        private final StreamObserver<O> answers;

        Stream(StreamObserver<O> answers) {
            this.answers = answers;
            // An answer to a client that has gone is dropped. Without a handler it would be thrown
            // at the other client whose request was being answered.
            ((ServerCallStreamObserver<O>) answers).setOnCancelHandler(() -> {});
        }

        /// The client is gone, or has said all it wants to say.
        void leave() {
            /* nothing is kept of most */
        }

        @Override
        public void onError(Throwable failure) {
            leave();
        }

        @Override
        public void onCompleted() {
            leave();
            answers.onCompleted();
        }
    }
}
