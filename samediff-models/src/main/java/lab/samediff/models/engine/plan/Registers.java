package lab.samediff.models.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lab.samediff.models.engine.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/** The registers of a region: as many as the steps want at first, laid over each other where their uses do not overlap. */
final class Registers {
    private final int entries;
    private final int rows;
    private final int columns;
    private final List<Use> uses = new ArrayList<>();
    private int floats;

    /**
     * @param entries that a tile holds at most
     * @param rows that a tile holds at most
     */
    Registers(int entries, int rows, int columns) {
        this.entries = entries;
        this.rows = rows;
        this.columns = columns;
    }

    /** What may take the place of what: registers of rows and of entries are of different sizes. */
    private enum Kind {
        ENTRIES,
        ROWS,
        KEPT
    }

    /** A register before it has a place. */
    static final class Virtual {
        private final int size;
        private final Kind kind;
        private int at = -1;
        private int lastUse = -1;

        private Virtual(int size, Kind kind) {
            this.size = Kernels.padded(size);
            this.kind = kind;
        }
    }

    private record Use(
            Function<int[], TileStep> step, @Nullable Virtual result, List<Virtual> operands) {}

    Virtual entries() {
        return new Virtual(entries, Kind.ENTRIES);
    }

    Virtual rows() {
        return new Virtual(rows, Kind.ROWS);
    }

    /** One that keeps its entries from tile to tile. */
    Virtual keptEntries() {
        return new Virtual(entries, Kind.KEPT);
    }

    Virtual keptRow() {
        return new Virtual(columns, Kind.KEPT);
    }

    /** One entry for each row, that nothing else writes. */
    Virtual kept() {
        return new Virtual(rows, Kind.KEPT);
    }

    /** Notes a step that computes {@code result}; its factory gets the places of the result and the operands. */
    Virtual step(Function<int[], TileStep> step, Virtual result, Virtual... operands) {
        uses.add(new Use(step, result, List.of(operands)));
        return result;
    }

    /** Notes a step without a result in a register; its factory gets the places of the operands. */
    void effect(Function<int[], TileStep> step, Virtual... operands) {
        uses.add(new Use(step, null, List.of(operands)));
    }

    /** Where all registers go; the steps in order. */
    TileStep[] assign() {
        for (int i = 0; i < uses.size(); i++) {
            for (Virtual operand : uses.get(i).operands()) operand.lastUse = i;
        }
        Map<Kind, Deque<Integer>> free = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) free.put(kind, new ArrayDeque<>());
        TileStep[] steps = new TileStep[uses.size()];
        for (int i = 0; i < uses.size(); i++) {
            Use use = uses.get(i);
            for (Virtual operand : use.operands()) place(operand, free);
            for (Virtual operand : use.operands()) if (operand.lastUse == i) release(operand, free);
            Virtual result = use.result();
            if (result != null) place(result, free);
            steps[i] = use.step().apply(places(use));
            if (result != null && result.lastUse < i) release(result, free);
        }
        floats += Kernels.SPARE;
        return steps;
    }

    int floats() {
        return floats;
    }

    private void place(Virtual register, Map<Kind, Deque<Integer>> free) {
        if (register.at >= 0) return;
        Integer place = free.getOrDefault(register.kind, new ArrayDeque<>()).pollLast();
        register.at = place == null ? floats : place;
        if (place == null) floats += register.size;
    }

    private static void release(Virtual register, Map<Kind, Deque<Integer>> free) {
        if (register.kind == Kind.KEPT) return;
        Deque<Integer> places = free.getOrDefault(register.kind, new ArrayDeque<>());
        if (!places.contains(register.at)) places.addLast(register.at);
    }

    private static int[] places(Use use) {
        List<Integer> places = new ArrayList<>();
        if (use.result() != null) places.add(use.result().at);
        for (Virtual operand : use.operands()) places.add(operand.at);
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
