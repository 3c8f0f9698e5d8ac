package io.cartulary.command.pricing;

import io.cartulary.command.refusal.CommandRejected;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ApplyMore;

/// An aggregate of production without a store or a bus: its own `decide` and `evolve` methods run
/// as they are, and what they apply goes into a list.
final class LiveAggregate extends AggregateLifecycle {

    private final Object root;
    private final Handlers handlers;
    private final List<Object> recorded;
    private final Object[] resources;
    private long version = -1;

    /// @param resources what the methods take beside their message
    LiveAggregate(Handlers handlers, List<Object> recorded, Object... resources) {
        this.root = handlers.newRoot();
        this.handlers = handlers;
        this.recorded = recorded;
        this.resources = resources;
    }

    /// The methods of one kind of aggregate by the message they take.
    static final class Handlers {

        private final Callable<Object> constructor;
        private final Map<Class<?>, Method> decide;
        private final Map<Class<?>, Method> evolve;

        private Handlers(Class<?> type) throws NoSuchMethodException {
            var declared = type.getDeclaredConstructor();
            declared.setAccessible(true);
            constructor = declared::newInstance;
            decide = methods(type, "decide");
            evolve = methods(type, "evolve");
        }

        static Handlers of(String className) {
            try {
                return new Handlers(Class.forName(className));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(className, e);
            }
        }

        private static Map<Class<?>, Method> methods(Class<?> type, String name) {
            var methods = new HashMap<Class<?>, Method>();
            for (var method : type.getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    method.setAccessible(true);
                    methods.put(method.getParameterTypes()[0], method);
                }
            }
            return methods;
        }

        private Object newRoot() {
            try {
                return constructor.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    <R> R ask(Object command) {
        try {
            return (R) executeWithResult(() -> call(handlers.decide, command));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether it took the command; what it refuses changes nothing.
    boolean tryAsk(Object command) {
        try {
            ask(command);
            return true;
        } catch (CommandRejected _) {
            return false;
        }
    }

    private Object call(Map<Class<?>, Method> methods, Object message) {
        var method = methodOf(methods, message.getClass());
        var types = method.getParameterTypes();
        var arguments = new Object[types.length];
        arguments[0] = message;
        for (var index = 1; index < types.length; index++) {
            arguments[index] = resource(types[index], message);
        }
        try {
            return method.invoke(root, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Its own, or that of its whole family.
    private static Method methodOf(Map<Class<?>, Method> methods, Class<?> message) {
        var method = methods.get(message);
        return method == null ? methods.get(message.getInterfaces()[0]) : method;
    }

    private Object resource(Class<?> type, Object handled) {
        if (type == EventMessage.class) {
            return new GenericEventMessage<>(handled);
        }
        return Arrays.stream(resources).filter(type::isInstance).findFirst().orElseThrow();
    }

    @Override
    protected <T> ApplyMore doApply(T event, MetaData metadata) {
        version++;
        call(handlers.evolve, event);
        recorded.add(event);
        return null;
    }

    @Override
    protected boolean getIsLive() {
        return true;
    }

    @Override
    protected Long version() {
        return version;
    }

    @Override
    protected void doMarkDeleted() {
        throw new UnsupportedOperationException("no aggregate of this shop is deleted");
    }

    @Override
    protected <T> Aggregate<T> doCreateNew(Class<T> type, Callable<T> factory) {
        throw new UnsupportedOperationException("no aggregate of this shop makes another");
    }

    @Override
    protected String type() {
        return root.getClass().getSimpleName();
    }

    @Override
    protected Object identifier() {
        return type();
    }
}
