package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// JSON from outside means what it says or is refused: nothing unknown is passed over, nothing is
/// made out of a value of another type, and texts, amounts and times have bounds.
public final class StrictJson {

    private StrictJson() {}

    /// A mapper that reads strictly and writes as `json` does.
    public static JsonMapper basedOn(JsonMapper json) {
        return json.rebuild()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts ->
                                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(
                        new SimpleModule("values from outside")
                                .addDeserializer(String.class, new TextReader(Text.USUAL))
                                .addKeyDeserializer(String.class, new KeyReader())
                                .addDeserializer(Instant.class, new InstantReader())
                                .addDeserializer(LocalDate.class, new DateReader())
                                .addDeserializer(CurrencyUnit.class, new CurrencyReader())
                                .addDeserializer(Money.class, new MoneyReader()))
                .build();
    }

    /// Knows how long its member may be.
    private static final class TextReader extends StdDeserializer<String> {

        private final int longest;

        TextReader(int longest) {
            super(String.class);
            this.longest = longest;
        }

        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty member) {
            return member == null ? this : new TextReader(longestOf(member));
        }

        private static int longestOf(BeanProperty member) {
            return Bounds.longestText(
                    member.getAnnotation(Text.class),
                    member.getAnnotation(Size.class),
                    member.getType().hasRawClass(String.class));
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return Texts.check(textOf(parser, context, String.class), longest);
        }
    }

    private static final class KeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Texts.check(key, Bounds.LONGEST_NAME);
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            return Times.instant(textOf(parser, context, Instant.class));
        }
    }

    private static final class DateReader extends StdDeserializer<LocalDate> {

        DateReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            return Times.date(textOf(parser, context, LocalDate.class));
        }
    }

    private static final class CurrencyReader extends StdDeserializer<CurrencyUnit> {

        CurrencyReader() {
            super(CurrencyUnit.class);
        }

        @Override
        public CurrencyUnit deserialize(JsonParser parser, DeserializationContext context) {
            return currency(textOf(parser, context, CurrencyUnit.class));
        }
    }

    private static final class MoneyReader extends StdDeserializer<Money> {

        private record Amount(@Nullable Long amount, @Nullable CurrencyUnit currency) {

            Money money() {
                if (amount == null) {
                    throw new InvalidValue("amount", "is required, in minor units");
                }
                if (currency == null) {
                    throw new InvalidValue("currency", "is required, such as EUR");
                }
                if (Math.abs(amount) > Bounds.MOST_MINOR_UNITS) {
                    throw new InvalidValue(
                            "amount",
                            "must be at most %d minor units".formatted(Bounds.MOST_MINOR_UNITS));
                }
                return Money.ofMinor(currency, amount);
            }
        }

        MoneyReader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) {
            return parser.isExpectedStartObjectToken()
                    ? context.readValue(parser, Amount.class).money()
                    : (Money)
                            context.handleUnexpectedToken(
                                    context.constructType(Money.class), parser);
        }
    }

    /// @throws InvalidValue for what is not a currency
    public static CurrencyUnit currency(String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException e) {
            throw new InvalidValue("must be a currency's code of ISO 4217 such as EUR");
        }
    }

    private static String textOf(
            JsonParser parser, DeserializationContext context, Class<?> wanted) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? parser.getString()
                : (String) context.handleUnexpectedToken(context.constructType(wanted), parser);
    }
}
