package io.cartulary.eventstore.axonserver;

import io.cartulary.eventstore.deciding.CommandTargets;
import io.cartulary.eventstore.storage.ForeignWriterDetector;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.TargetContextResolver;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.command.CommandLoadFactorProvider;
import org.axonframework.axonserver.connector.command.CommandPriorityCalculator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The command bus of a process whose events are in Axon Server, in the place of Axon's own.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cartulary.event-store", havingValue = "axon-server")
public class AxonServerCommands {

    @Bean
    @Primary
    RoutedCommandBus axonServerCommandBus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            @Qualifier("localSegment") CommandBus handlers,
            @Qualifier("messageSerializer") Serializer serializer,
            RoutingStrategy routing,
            CommandPriorityCalculator priorities,
            CommandLoadFactorProvider loadFactors,
            TargetContextResolver<? super CommandMessage<?>> contexts,
            CommandBusSpanFactory spans,
            CommandTargets targets,
            ForeignWriterDetector others) {
        return new RoutedCommandBus(
                AxonServerCommandBus.builder()
                        .axonServerConnectionManager(connections)
                        .configuration(configuration)
                        .serializer(serializer)
                        .routingStrategy(routing)
                        .priorityCalculator(priorities)
                        .loadFactorProvider(loadFactors)
                        .targetContextResolver(contexts)
                        .spanFactory(spans),
                handlers,
                targets,
                new JoinedCommands(others));
    }
}
