package lab.samediff.experiments.core;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One value of a record as text: parsing, printing and naming its type. */
final class Leaf {
    // Double.parseDouble also takes "1d", "0x1p3" and blanks, which nobody means in a setting.
    private static final Pattern REAL =
            Pattern.compile("[+-]?(([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][+-]?[0-9]++)?|Infinity)");

    // Integer.valueOf also takes the digits of other scripts.
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,20}");

    private static final Pattern NOT_ZERO = Pattern.compile("[+-]?[0.]*+[1-9]");

    private Leaf() {}

    static Object parse(Type type, String text, String key) {
        try {
            if (type instanceof ParameterizedType generic) {
                return parseGeneric(generic, text, key);
            }
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(whole(text));
            } else if (type == long.class || type == Long.class) {
                return Long.valueOf(whole(text));
            } else if (type == double.class || type == Double.class) {
                return real(text, Double.parseDouble(digits(text)));
            } else if (type == float.class || type == Float.class) {
                return (float) real(text, Float.parseFloat(digits(text)));
            } else if (type == boolean.class || type == Boolean.class) {
                return bool(text);
            } else if (type == String.class) {
                return text;
            } else if (type instanceof Class<?> raw && raw.isEnum()) {
                return constant(raw, text);
            }
        } catch (NumberFormatException e) {
            throw new SettingsException(wants(key, type, text), e);
        } catch (IllegalArgumentException e) {
            throw e instanceof SettingsException ? e : new SettingsException(wants(key, type, text), e);
        }
        if (type instanceof Class<?> raw && raw.isRecord()) {
            throw new SettingsException(key + " is a group of settings; set its parts, such as " + key + "."
                    + raw.getRecordComponents()[0].getName() + "=…");
        }
        throw new SettingsException(key + " is a " + type.getTypeName() + ", which can't be set by text");
    }

    /** The value as a number, a boolean or a string that {@link #parse} reads back. */
    static Object plain(Type type, Object value, String key) {
        if (value instanceof Integer || value instanceof Long || value instanceof Double || value instanceof Float) {
            return value;
        } else if (value instanceof Boolean || value instanceof String) {
            return value;
        } else if (value instanceof Record chosen) {
            return choiceName(chosen.getClass());
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? plain(type, optional.get(), key) : "none";
        } else if (value instanceof List<?> list) {
            return list.stream().map(x -> String.valueOf(plain(type, x, key))).collect(Collectors.joining(","));
        }
        throw new IllegalStateException("setting " + key + " is a " + type.getTypeName() + ", which has no text form");
    }

    /** Whether this is a list of records. */
    static boolean isRecords(Type type) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() == List.class
                && generic.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord();
    }

    static String describe(Type type) {
        if (type instanceof ParameterizedType generic) {
            String inner = describe(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class ? inner + " or none" : "list of " + inner;
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining("|"));
        }
        return raw.isSealed()
                ? records(raw).stream().map(Leaf::choiceName).collect(Collectors.joining("|"))
                : raw.getSimpleName();
    }

    /** The record of a sealed interface that {@code text} names, in any case and with or without '-' and '_'. */
    static Class<? extends Record> choice(Type type, String text, String key) {
        if (!(type instanceof Class<?> raw) || !raw.isSealed()) {
            parse(type, text, key); // throws: a record can't be set as a whole
            throw new SettingsException(key + " can't be set as a whole");
        }
        return records(raw).stream()
                .filter(r -> folded(r.getSimpleName()).equals(folded(text)))
                .findFirst()
                .orElseThrow(() -> new SettingsException(wants(key, type, text)));
    }

    /** {@code VariancePreserving} becomes {@code variance-preserving}. */
    static String choiceName(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static List<Class<? extends Record>> records(Class<?> sealed) {
        List<Class<? extends Record>> found = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                found.add(permitted.asSubclass(Record.class));
            } else if (permitted.isSealed()) {
                found.addAll(records(permitted));
            }
        }
        return found;
    }

    private static Object parseGeneric(ParameterizedType type, String text, String key) {
        Type inner = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return text.equals("none") ? Optional.empty() : Optional.of(parse(inner, text, key));
        } else if (type.getRawType() == List.class) {
            return text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(x -> parse(inner, x, key))
                            .toList();
        }
        throw new SettingsException(key + " is a " + type.getTypeName() + ", which can't be set by text");
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> folded(((Enum<?>) c).name()).equals(folded(text)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String whole(String text) {
        if (!WHOLE.matcher(text).matches()) throw new NumberFormatException(text);
        return text;
    }

    private static String digits(String text) {
        if (!REAL.matcher(text).matches()) throw new NumberFormatException(text);
        return text;
    }

    /** The number that a text was parsed to, if it is not too large or too small for its type. */
    private static double real(String text, double value) {
        boolean tooLarge = Double.isInfinite(value) && !text.endsWith("Infinity");
        boolean tooSmall = value == 0 && NOT_ZERO.matcher(text).lookingAt();
        if (tooLarge || tooSmall) throw new NumberFormatException(text);
        return value;
    }

    private static String folded(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static String wants(String key, Type type, String text) {
        return key + " wants " + describe(type) + ", got \"" + Names.printable(text) + "\"";
    }
}
