package lab.samediff.pipelines.molecules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How molecules are dealt out to train (8 tenths), validation and test. Wu et al. 2018, arXiv:1703.00564, section 3.2. */
public enum Splitting {
    /** At random: near relatives of a test molecule are learned from. */
    RANDOM {
        @Override
        public Split split(List<Molecule> molecules, RandomGenerator random) {
            List<Integer> rows =
                    IntStream.range(0, molecules.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
            for (int i = rows.size() - 1; i > 0; i--) Collections.swap(rows, i, random.nextInt(i + 1));
            return Split.tenths(rows);
        }
    },
    /**
     * By scaffold: those of one scaffold stay together, the commonest go to train, the rarest to test; of equally common
     * ones that whose first molecule stands last in the table goes first, as in DeepChem. No draw is made: the split is the
     * same for every seed.
     */
    SCAFFOLD {
        @Override
        public Split split(List<Molecule> molecules, RandomGenerator random) {
            List<List<Integer>> groups = new ArrayList<>(groups(molecules).values());
            groups.sort(Comparator.comparingInt((List<Integer> group) -> -group.size())
                    .thenComparingInt(group -> -group.get(0)));
            int most = molecules.size() * 8 / 10;
            int mostWithValidation = molecules.size() * 9 / 10;
            List<Integer> train = new ArrayList<>();
            List<Integer> validation = new ArrayList<>();
            List<Integer> test = new ArrayList<>();
            for (List<Integer> group : groups) {
                if (train.size() + group.size() <= most) {
                    train.addAll(group);
                } else if (train.size() + validation.size() + group.size() <= mostWithValidation) {
                    validation.addAll(group);
                } else {
                    test.addAll(group);
                }
            }
            return new Split(train, validation, test);
        }
    };

    /**
     * The parts.
     *
     * @throws IllegalArgumentException if a part would be empty
     */
    public abstract Split split(List<Molecule> molecules, RandomGenerator random);

    /** Rows by scaffold, in the order of their first row; molecules without rings share the empty one. */
    static Map<String, List<Integer>> groups(List<Molecule> molecules) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < molecules.size(); row++) {
            groups.computeIfAbsent(scaffold(molecules.get(row)), none -> new ArrayList<>())
                    .add(row);
        }
        return groups;
    }

    /** {@link Smiles#scaffold} of a molecule that was read before. */
    public static String scaffold(Molecule molecule) {
        try {
            return Smiles.scaffold(molecule.smiles());
        } catch (SmilesException e) {
            throw new IllegalStateException("no scaffold of " + molecule.smiles(), e);
        }
    }
}
