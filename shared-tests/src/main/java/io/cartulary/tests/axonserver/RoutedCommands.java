package io.cartulary.tests.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.ProcessingKey;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandProviderInbound;
import io.axoniq.axonserver.grpc.command.CommandProviderOutbound;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.command.CommandServiceGrpc.CommandServiceImplBase;
import io.cartulary.tests.axonserver.InMemoryAxonServer.Stream;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// Leads the commands of one aggregate to one of the nodes that handle them.
final class RoutedCommands extends CommandServiceImplBase {

    private static final String NO_HANDLER = "AXONIQ-4000";
    private static final String CONNECTION_TO_HANDLER_LOST = "AXONIQ-4001";

    private final int atOnce;
    private final Map<String, List<Node>> handlers = new HashMap<>();

    RoutedCommands(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public synchronized void dispatch(Command command, StreamObserver<CommandResponse> sender) {
        var nodes = handlers.getOrDefault(command.getName(), List.of());
        if (nodes.isEmpty()) {
            fail(command, sender, NO_HANDLER);
        } else {
            nodes.get(Math.floorMod(routingKeyOf(command).hashCode(), nodes.size()))
                    .take(new Sent(command, sender));
        }
    }

    private static String routingKeyOf(Command command) {
        return command.getProcessingInstructionsList().stream()
                .filter(instruction -> instruction.getKey() == ProcessingKey.ROUTING_KEY)
                .map(instruction -> instruction.getValue().getTextValue())
                .findFirst()
                .orElse("");
    }

    private static void fail(Command command, StreamObserver<CommandResponse> sender, String why) {
        sender.onNext(
                CommandResponse.newBuilder()
                        .setRequestIdentifier(command.getMessageIdentifier())
                        .setErrorCode(why)
                        .setErrorMessage(ErrorMessage.newBuilder().setMessage(why))
                        .build());
        sender.onCompleted();
    }

    @Override
    public StreamObserver<CommandProviderOutbound> openStream(
            StreamObserver<CommandProviderInbound> node) {
        return new Node(node);
    }

    private record Sent(Command command, StreamObserver<CommandResponse> sender) {}

    private final class Node extends Stream<CommandProviderOutbound, CommandProviderInbound> {

        private final StreamObserver<CommandProviderInbound> node;
        private final Queue<Sent> waiting = new ArrayDeque<>();
        private final Map<String, Sent> handled = new HashMap<>();

        Node(StreamObserver<CommandProviderInbound> node) {
            super(node);
            this.node = node;
        }

        void take(Sent sent) {
            waiting.add(sent);
            handOver();
        }

        private void handOver() {
            while (!waiting.isEmpty() && handled.size() < atOnce) {
                var sent = waiting.remove();
                handled.put(sent.command().getMessageIdentifier(), sent);
                node.onNext(CommandProviderInbound.newBuilder().setCommand(sent.command()).build());
            }
        }

        @Override
        public void onNext(CommandProviderOutbound message) {
            synchronized (RoutedCommands.this) {
                switch (message.getRequestCase()) {
                    case SUBSCRIBE ->
                            handlers.computeIfAbsent(
                                            message.getSubscribe().getCommand(),
                                            _ -> new ArrayList<>())
                                    .add(this);
                    case UNSUBSCRIBE ->
                            handlers.getOrDefault(message.getUnsubscribe().getCommand(), List.of())
                                    .remove(this);
                    case COMMAND_RESPONSE -> answer(message.getCommandResponse());
                    default -> {
                        /* it gives permits, and acknowledges */
                    }
                }
                if (!message.getInstructionId().isEmpty()) {
                    node.onNext(
                            CommandProviderInbound.newBuilder()
                                    .setAck(InMemoryAxonServer.ack(message.getInstructionId()))
                                    .build());
                }
            }
        }

        private void answer(CommandResponse response) {
            var sent = handled.remove(response.getRequestIdentifier());
            if (sent != null) {
                sent.sender().onNext(response);
                sent.sender().onCompleted();
            }
            handOver();
        }

        @Override
        void leave() {
            synchronized (RoutedCommands.this) {
                handlers.values().forEach(nodes -> nodes.remove(this));
                var lost = new ArrayList<>(handled.values());
                lost.addAll(waiting);
                handled.clear();
                waiting.clear();
                lost.forEach(
                        sent -> fail(sent.command(), sent.sender(), CONNECTION_TO_HANDLER_LOST));
            }
        }
    }
}
