package io.cartulary.command.refusal;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.stereotype.Component;

/// Answers a command for an aggregate that does not exist with a refusal: Axon's own exception for
/// it does not survive a remote bus. Axon registers interceptors that are beans.
@Component
class MissingAggregates implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (AggregateNotFoundException _) {
            throw new CommandRejected(GeneralRejection.NOT_FOUND);
        }
    }
}
