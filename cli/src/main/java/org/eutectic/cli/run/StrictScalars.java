package org.eutectic.cli.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.function.DoubleFunction;

/** Numbers, flags and texts as people write them: {@code 1e6} is a whole number, {@code 300 K} is not a number, {@code yes} is not a text. */
final class StrictScalars {
    private StrictScalars() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("strict scalars");
        module.addDeserializer(Double.class, new Number<>(Double.class, "a number", x -> x));
        module.addDeserializer(Long.class, new Number<>(Long.class, "a whole number", x -> x == Math.rint(x) && Math.abs(x) < 0x1p53 ? (long) x : null));
        module.addDeserializer(Integer.class,
            new Number<>(Integer.class, "a whole number", x -> x == Math.rint(x) && Math.abs(x) <= Integer.MAX_VALUE ? (int) x : null));
        module.addDeserializer(Boolean.class, new Flag());
        module.addDeserializer(String.class, new Text());
        return module;
    }

    /** What stands at a place, for a message. */
    private static String found(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "'" + parser.getText() + "'";
            default -> parser.getText();
        };
    }

    /** A finite number; {@code convert} gives null for one that does not fit the type. */
    private static final class Number<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final String what;
        private final transient DoubleFunction<T> convert;

        Number(Class<T> type, String what, DoubleFunction<T> convert) {
            super(type);
            this.what = what;
            this.convert = convert;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            double x = switch (parser.currentToken()) {
                // YAML 1.1 takes 1e6 for a text, because it has no decimal point.
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> parse(parser.getText());
                default -> Double.NaN;
            };
            T value = Double.isFinite(x) ? convert.apply(x) : null;
            return value != null ? value : context.reportInputMismatch(this, "expected %s, found %s", what, found(parser));
        }

        private static double parse(String text) {
            // Java also takes 1d, 0x1p3 and NaN; a run file does not.
            return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") ? Double.parseDouble(text) : Double.NaN;
        }
    }

    private static final class Flag extends StdScalarDeserializer<Boolean> {
        private static final long serialVersionUID = 1;

        Flag() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> context.reportInputMismatch(this, "expected true or false, found %s", found(parser));
            };
        }
    }

    private static final class Text extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            return token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText()
                : context.reportInputMismatch(this, "expected a text, found %s", found(parser));
        }
    }
}
