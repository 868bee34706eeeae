package lab.samediff.models.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns units into what each thread runs, with meetings where one thread reads what another wrote. */
final class Assembly {
    private final Memories memories;
    private final Team team;
    private final Set<Root> readElsewhere;
    private final List<List<Instruction>> lists;
    /** Shared roots that the first thread wrote since the last meeting. */
    private final Set<Root> byFirst = new HashSet<>();
    /** Roots that all threads wrote since the last meeting. */
    private final Set<Root> byAll = new HashSet<>();

    /** What the first thread runs, in words. */
    private final List<String> names = new ArrayList<>();

    private int meetings;

    private Assembly(Memories memories, Team team, Set<Root> readElsewhere) {
        this.memories = memories;
        this.team = team;
        this.readElsewhere = readElsewhere;
        this.lists = IntStream.range(0, memories.batch().threads())
                .<List<Instruction>>mapToObj(t -> new ArrayList<>())
                .toList();
    }

    /**
     * What each thread runs.
     *
     * @param names of what the first thread runs
     * @param meetings how often all threads wait for each other
     */
    record Schedule(List<List<Instruction>> lists, List<String> names, int meetings) {}

    static Schedule schedule(List<Unit> units, Program program, Memories memories, Team team) {
        Assembly assembly = new Assembly(memories, team, readElsewhere(units, program));
        for (Unit unit : units) assembly.add(unit);
        return new Schedule(assembly.lists, assembly.names, assembly.meetings);
    }

    private static Set<Root> readElsewhere(List<Unit> units, Program program) {
        Set<Root> read = new HashSet<>();
        for (Value result : program.results()) read.add(result.root);
        for (Unit unit : units) {
            Region region = unit instanceof Region r ? r : null;
            for (Placed member : unit.members()) {
                for (Value input : member.inputs()) {
                    if (region == null || !region.computes(input.root)) read.add(input.root);
                }
            }
        }
        return read;
    }

    private void add(Unit unit) {
        boolean together = unit instanceof Unit.Single single && single.placed().op() instanceof Op.Together;
        if (memories.batch().threads() > 1 && mustMeet(unit)) meet();
        boolean gathers = together && memories.spread(unit.members().get(0).input(0).root) == Spread.SAMPLES;
        boolean all = unit.mode() != Mode.ONE || gathers;
        for (int t = 0; t < (all ? lists.size() : 1); t++) lists.get(t).add(instruction(unit, t));
        names.add(unit.toString());
        for (Placed member : unit.members()) {
            for (Value output : member.node().outputs) (all ? byAll : byFirst).add(output.root);
        }
    }

    private boolean mustMeet(Unit unit) {
        for (Placed member : unit.members()) {
            for (Value input : member.inputs()) {
                Spread spread = memories.spread(input.root);
                boolean first = unit.mode() == Mode.ONE;
                if (!first && byFirst.contains(input.root)) return true;
                if (spread == Spread.SHARED && byAll.contains(input.root)) return true;
                if (first && spread == Spread.PARTS && byAll.contains(input.root)) return true;
            }
        }
        return false;
    }

    private void meet() {
        for (List<Instruction> list : lists) list.add(team::meet);
        names.add("meet");
        byFirst.clear();
        byAll.clear();
        meetings++;
    }

    private Instruction instruction(Unit unit, int thread) {
        if (unit instanceof Region region) {
            return RegionWriter.write(region, memories, thread, readElsewhere::contains);
        }
        return Singles.write(unit.members().get(0), memories, thread);
    }
}
