package io.cartulary.web.documentation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.events.Text;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Makes schemas of our records: named by context, since each has its own words and some share
/// their spelling, with every member required that is never absent, and each form of a type that
/// has several.
final class Schemas extends ModelResolver {

    static final String REFERENCE = "#/components/schemas/";
    static final String MONEY = "Money";

    private static final String ROOT = "io.cartulary.";

    private final NamesByContext names;

    Schemas(ObjectMapper mapper) {
        this(mapper, new NamesByContext());
    }

    private Schemas(ObjectMapper mapper, NamesByContext names) {
        super(mapper, names);
        this.names = names;
    }

    /// `command.order.PlacedOrder`
    private static final class NamesByContext extends TypeNameResolver {

        private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

        @Override
        protected String getNameOfClass(Class<?> type) {
            if (!type.getName().startsWith(ROOT)) {
                return super.getNameOfClass(type);
            }
            var name = type.getPackageName().substring(ROOT.length()) + "." + type.getSimpleName();
            types.put(name, type);
            return name;
        }

        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            return type.getRawClass().getSimpleName()
                    + "-"
                    + type.getBindings().getTypeParameters().stream()
                            .map(argument -> nameForType(argument, options))
                            .collect(Collectors.joining("-"));
        }
    }

    /// The record that a schema was made of.
    Optional<Class<?>> recordOf(String schema) {
        return Optional.<Class<?>>ofNullable(names.types.get(schema)).filter(Class::isRecord);
    }

    JavaType typeOf(RecordComponent component) {
        return _mapper.constructType(component.getGenericType());
    }

    /// @param type as Java writes it, as in `java.util.List<io.cartulary.events.order.OrderId>`
    /// @return a reference where the type has a name, and the schemas that are referred to
    ResolvedSchema of(String type) {
        var java = _mapper.getTypeFactory().constructFromCanonical(type);
        var found =
                ModelConverters.getInstance(isOpenapi31())
                        .resolveAsResolvedSchema(new AnnotatedType(java).resolveAsRef(true));
        var all = new HashMap<String, Schema<?>>();
        found.referencedSchemas.forEach(all::put);
        var used = new HashSet<String>();
        collect(found.schema, all, used);
        // A record whose members stand among those of another is referred to by nothing.
        found.referencedSchemas = new HashMap<>(found.referencedSchemas);
        found.referencedSchemas.keySet().retainAll(used);
        return found;
    }

    /// Finds the names of the schemas that one refers to, and those of what they refer to.
    static void collect(@Nullable Schema<?> schema, Map<String, Schema<?>> all, Set<String> found) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            var name = schema.get$ref().substring(REFERENCE.length());
            if (found.add(name)) {
                collect(all.get(name), all, found);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(member -> collect(member, all, found));
        }
        collect(schema.getItems(), all, found);
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            collect(values, all, found);
        }
        Stream.of(schema.getOneOf(), schema.getAllOf(), schema.getAnyOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(part -> collect(part, all, found));
    }

    /// What a value that is a plain text in JSON is made of.
    static Optional<RecordComponent> valueOf(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component ->
                                component.getAccessor().isAnnotationPresent(JsonValue.class))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        var plain =
                type.getType() == null
                        ? Object.class
                        : _mapper.constructType(type.getType()).getRawClass();
        if (plain == Money.class) {
            context.defineModel(MONEY, money());
            return new Schema<>().$ref(REFERENCE + MONEY);
        }
        if (plain == CurrencyUnit.class) {
            return currency();
        }
        var forms = plain.getDeclaredAnnotation(JsonSubTypes.class);
        if (forms != null && plain.getName().startsWith(ROOT)) {
            return resolveForms(plain, forms, type, context, next);
        }
        var resolved = super.resolve(type, context, next);
        if (resolved != null && plain.isRecord() && plain.getName().startsWith(ROOT)) {
            boundValue(plain, resolved);
            require(plain, whole(resolved, context));
        }
        return resolved;
    }

    private static Schema<?> money() {
        Schema<?> schema =
                new ObjectSchema()
                        .addProperty("amount", new IntegerSchema().format("int64").example(1250L))
                        .addProperty("currency", currency())
                        .description("Minor units of an ISO 4217 currency");
        schema.setRequired(List.of("amount", "currency"));
        return schema;
    }

    private static Schema<?> currency() {
        return new StringSchema().pattern("^[A-Z]{3}$").example("EUR");
    }

    /// One schema for all forms, which names them, and one for each.
    private Schema<?> resolveForms(
            Class<?> type,
            JsonSubTypes forms,
            AnnotatedType annotated,
            ModelConverterContext context,
            Iterator<ModelConverter> next) {
        var name = _typeName(_mapper.constructType(type));
        if (!context.getDefinedModels().containsKey(name)) {
            var member = type.getDeclaredAnnotation(JsonTypeInfo.class).property();
            var discriminator = new Discriminator().propertyName(member);
            var all = new Schema<Object>();
            for (var form : forms.value()) {
                var reference =
                        super.resolve(
                                new AnnotatedType(form.value()).resolveAsRef(true), context, next);
                var whole = Objects.requireNonNull(whole(reference, context));
                require(form.value(), whole);
                nameForm(whole, member, form.name());
                discriminator.mapping(form.name(), reference.get$ref());
                all.addOneOfItem(reference);
            }
            context.defineModel(name, all.discriminator(discriminator), annotated, null);
        }
        return new Schema<>().$ref(REFERENCE + name);
    }

    private static void nameForm(Schema<?> form, String member, String name) {
        var kind = new StringSchema();
        kind.addEnumItem(name);
        form.addProperty(member, kind);
        form.addRequiredItem(member);
        form.setDiscriminator(null);
    }

    private static @Nullable Schema<?> whole(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
    }

    private static void boundValue(Class<?> type, Schema<?> schema) {
        valueOf(type)
                .map(component -> component.getAccessor().getAnnotation(Text.class))
                .filter(_ -> "string".equals(jsonTypeOf(schema)))
                .ifPresent(text -> schema.minLength(text.min()).maxLength(text.max()));
    }

    static String jsonTypeOf(Schema<?> schema) {
        if (schema.getType() != null) {
            return schema.getType();
        }
        return schema.getTypes() == null || schema.getTypes().isEmpty()
                ? ""
                : schema.getTypes().iterator().next();
    }

    private static void require(Class<?> type, @Nullable Schema<?> schema) {
        if (schema != null && schema.getProperties() != null) {
            var required = new TreeSet<String>();
            if (schema.getRequired() != null) {
                required.addAll(schema.getRequired());
            }
            members(type).filter(schema.getProperties()::containsKey).forEach(required::add);
            schema.setRequired(new ArrayList<>(required));
        }
    }

    /// Those that are never absent, also of the records whose members are shown among the others.
    private static Stream<String> members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component ->
                        component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                                ? members(component.getType())
                                : isAlwaysThere(component)
                                        ? Stream.of(component.getName())
                                        : Stream.empty());
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        var stated =
                component
                        .getAccessor()
                        .getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && (stated == null || stated.requiredMode() != RequiredMode.NOT_REQUIRED);
    }
}
