package dev.weir.refresh;

import dev.weir.delta.RefusedException;
import dev.weir.row.TextBuffer;
import dev.weir.store.ValueBytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The states of a scan as bytes: records of Weir values, component by component. */
final class StateRecords<S extends Record> {
    private final RecordComponent[] components;
    private final Constructor<S> constructor;

    @SuppressWarnings("unchecked")
    StateRecords(S example) {
        Class<S> type = (Class<S>) example.getClass();
        this.components = type.getRecordComponents();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new RefusedException("the state " + type.getName() + " is closed to us");
        }
        write(example);
    }

    byte[] write(S state) {
        TextBuffer out = new TextBuffer(32);
        for (RecordComponent component : components) {
            TextBuffer one = new TextBuffer(16);
            try {
                ValueBytes.write(widened(component.getAccessor().invoke(state)), one);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                throw new RefusedException("the state has a component '" + component.getName() + "' of "
                        + component.getType().getName());
            }
            for (int i = 3; i >= 0; i--) {
                out.put((byte) (one.length >>> 8 * i));
            }
            out.put(one.bytes, 0, one.length);
        }
        return Arrays.copyOf(out.bytes, out.length);
    }

    private static @Nullable Object widened(@Nullable Object value) {
        return value instanceof Integer || value instanceof Short || value instanceof Byte
                ? (Object) ((Number) value).longValue()
                : value instanceof Float ? (Object) ((Float) value).doubleValue() : value;
    }

    S read(byte[] bytes) {
        Object[] values = new Object[components.length];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            int length = (bytes[at] & 0xff) << 24
                    | (bytes[at + 1] & 0xff) << 16
                    | (bytes[at + 2] & 0xff) << 8
                    | bytes[at + 3] & 0xff;
            values[i] = narrowed(ValueBytes.read(bytes, at + 4), components[i].getType());
            at += 4 + length;
        }
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new RefusedException(
                    "the state " + constructor.getDeclaringClass().getName() + " cannot be made again");
        }
    }

    private static @Nullable Object narrowed(@Nullable Object value, Class<?> type) {
        if (!(value instanceof Number number)) {
            return value;
        }
        if (type == int.class || type == Integer.class) {
            return number.intValue();
        }
        if (type == short.class || type == Short.class) {
            return number.shortValue();
        }
        if (type == byte.class || type == Byte.class) {
            return number.byteValue();
        }
        return type == float.class || type == Float.class ? (Object) number.floatValue() : value;
    }
}
