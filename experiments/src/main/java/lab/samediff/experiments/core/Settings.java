package lab.samediff.experiments.core;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of an experiment as {@code key=value} text: nested records with dots ({@code model.width=64}), a sealed
 * interface's record field by field ({@code schedule.beta=0.1}) or by name ({@code schedule=cosine}).
 *
 * <p>Keys may be written with hyphens: {@code softmax-before-loss} for {@code softmaxBeforeLoss}.
 *
 * <p>Types: int, long, double, float, boolean, String, enums (any case, '-' for '_'), Optional of these ({@code none} for
 * empty) and List of these, comma-separated. The records of a List are numbered: {@code groups.0.factor=0.1}.
 */
public final class Settings {
    private static final Pattern HYPHENATED = Pattern.compile("-([a-z])");

    private static final int SHOWN = 10;

    private Settings() {}

    /**
     * A copy of {@code config} with each {@code key=value} applied. All are applied together: only the result must
     * satisfy the records' constructors. A sealed interface's record is replaced by another one ({@code schedule=cosine})
     * only if all of the new one's fields are set as well.
     *
     * @throws SettingsException if a key is unknown or set twice, a value does not parse, or a constructor refuses it
     */
    public static <C extends Record> C with(C config, List<String> assignments) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String assignment : assignments) {
            String key = key(assignment);
            if (wanted.put(key, assignment.substring(assignment.indexOf('=') + 1)) != null) {
                throw new SettingsException("setting " + Names.printable(key) + " is set twice");
            }
        }
        @SuppressWarnings("unchecked") // rebuild returns an object of its first argument's class
        C changed = (C) rebuild(config, wanted, "");
        if (!wanted.isEmpty()) {
            var known = new TreeSet<>(flatten(changed).keySet());
            String unknown = wanted.keySet().stream()
                    .limit(SHOWN)
                    .map(key -> "\"" + Names.printable(key) + "\"" + Nearest.hint(key, known))
                    .collect(Collectors.joining(", "));
            String more = wanted.size() > SHOWN ? " and " + (wanted.size() - SHOWN) + " more" : "";
            throw new SettingsException("unknown setting " + unknown + more + "; known: " + known);
        }
        return changed;
    }

    /**
     * Each setting by its dotted key, in the order of the records' components. Values are Integer, Long, Float, Double,
     * Boolean or String; {@link #assignments} of it, given to {@link #with}, restores {@code config}.
     */
    public static Map<String, Object> flatten(Record config) {
        Map<String, Object> flat = new LinkedHashMap<>();
        visit(config, "", (part, key, value) -> flat.put(key, Leaf.plain(part.getGenericType(), value, key)));
        return flat;
    }

    /** The flat settings as {@code key=value}. */
    public static List<String> assignments(Map<String, Object> flat) {
        return flat.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
    }

    /** The settings of {@code to} that {@code from} does not have with the same value. */
    public static Map<String, Object> differences(Record from, Record to) {
        Map<String, Object> before = flatten(from);
        Map<String, Object> changed = flatten(to);
        changed.entrySet().removeIf(e -> e.getValue().equals(before.get(e.getKey())));
        return changed;
    }

    /** The type of each setting for people, by its dotted key. */
    static Map<String, String> types(Record config) {
        Map<String, String> types = new LinkedHashMap<>();
        visit(config, "", (part, key, value) -> types.put(key, Leaf.describe(part.getGenericType())));
        return types;
    }

    static String key(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new SettingsException("expected key=value, got \"" + Names.printable(assignment) + "\"");
        }
        return camelCase(assignment.substring(0, equals).strip());
    }

    /** {@code errata.softmax-before-loss} is {@code errata.softmaxBeforeLoss}. */
    private static String camelCase(String key) {
        return HYPHENATED.matcher(key).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static Record rebuild(Record config, Map<String, String> wanted, String prefix) {
        List<String> set =
                wanted.keySet().stream().filter(k -> k.startsWith(prefix)).toList();
        List<Object> values = new ArrayList<>();
        for (RecordComponent part : config.getClass().getRecordComponents()) {
            values.add(changed(part.getGenericType(), value(config, part), wanted, prefix + part.getName()));
        }
        return construct(config.getClass(), values, wanted, set);
    }

    private static Object changed(Type type, Object now, Map<String, String> wanted, String key) {
        if (Leaf.isRecords(type)) {
            List<Record> parts = new ArrayList<>();
            for (Object part : (List<?>) now) {
                parts.add(rebuild((Record) part, wanted, key + "." + parts.size() + "."));
            }
            return parts;
        }
        String text = wanted.remove(key);
        if (!(now instanceof Record record)) {
            return text == null ? now : Leaf.parse(type, text, key);
        }
        if (text != null) {
            Class<? extends Record> chosen = Leaf.choice(type, text, key);
            if (chosen != record.getClass()) {
                return fresh(chosen, wanted, key + ".");
            }
        }
        return rebuild(record, wanted, key + ".");
    }

    private static Record fresh(Class<? extends Record> type, Map<String, String> wanted, String prefix) {
        List<String> set =
                wanted.keySet().stream().filter(k -> k.startsWith(prefix)).toList();
        List<Object> values = new ArrayList<>();
        for (RecordComponent part : type.getRecordComponents()) {
            String key = prefix + part.getName();
            Class<?> raw = part.getType();
            if (raw.isRecord() || Leaf.isRecords(part.getGenericType())) {
                values.add(raw.isRecord() ? fresh(raw.asSubclass(Record.class), wanted, key + ".") : List.of());
                continue;
            }
            String text = wanted.remove(key);
            if (text == null) {
                throw new SettingsException(
                        "choosing " + type.getSimpleName() + " needs " + key + " as well; its fields: "
                                + Arrays.stream(type.getRecordComponents())
                                        .map(c -> prefix + c.getName())
                                        .toList());
            }
            values.add(
                    raw.isSealed() && raw.isInterface()
                            ? fresh(Leaf.choice(raw, text, key), wanted, key + ".")
                            : Leaf.parse(part.getGenericType(), text, key));
        }
        return construct(type, values, wanted, set);
    }

    private static Record construct(
            Class<? extends Record> type, List<Object> values, Map<String, String> left, List<String> set) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            List<String> used = set.stream().filter(k -> !left.containsKey(k)).toList();
            throw new SettingsException("setting " + String.join(", ", used) + ": " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no canonical constructor that can be called", e);
        }
    }

    /** Told of each value that has a text form. */
    private interface Visitor {
        void see(RecordComponent part, String key, Object value);
    }

    private static void visit(Record config, String prefix, Visitor visitor) {
        for (RecordComponent part : config.getClass().getRecordComponents()) {
            String key = prefix + part.getName();
            Object value = value(config, part);
            if (value instanceof Record record) {
                if (part.getType().isInterface()) {
                    visitor.see(part, key, value);
                }
                visit(record, key + ".", visitor);
            } else if (Leaf.isRecords(part.getGenericType())) {
                List<?> parts = (List<?>) value;
                for (int i = 0; i < parts.size(); i++) {
                    visit((Record) parts.get(i), key + "." + i + ".", visitor);
                }
            } else {
                visitor.see(part, key, value);
            }
        }
    }

    private static Object value(Record config, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            Object value = part.getAccessor().invoke(config);
            if (value == null) {
                throw new IllegalStateException(config.getClass().getSimpleName() + "." + part.getName()
                        + " is null; use an Optional in settings");
            }
            return value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + part, e);
        }
    }
}
