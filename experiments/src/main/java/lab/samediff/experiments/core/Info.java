package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.samediff.pipelines.catalog.DataSource;

/**
 * What an experiment is.
 *
 * @param name name on the command line and of the folder of its runs
 * @param title one line for people
 * @param paper citation of the method; may be empty
 * @param family the field it belongs to
 * @param data the data sets that it reads; empty where it makes its own
 * @param variants named changes of its settings
 * @param references numbers to stand beside its results
 * @param tour whether {@code lab reproduce} without names runs it
 */
public record Info(
        String name,
        String title,
        String paper,
        Family family,
        List<DataSource> data,
        List<Variant> variants,
        List<Reference> references,
        boolean tour) {

    /** @throws IllegalArgumentException if a name isn't allowed or a reference belongs to no variant of this experiment */
    public Info {
        Names.check("experiment", name);
        data = List.copyOf(data);
        variants = List.copyOf(variants);
        references = List.copyOf(references);
    }

    /** An experiment without data, variants, references, not in the tour. */
    public static Info of(String name, String title, Family family) {
        return new Info(name, title, "", family, List.of(), List.of(), List.of(), false);
    }

    /** The citation of the method: authors, year, title, arXiv or DOI. */
    public Info paper(String citation) {
        return new Info(name, title, citation, family, data, variants, references, tour);
    }

    /** Adds data sets that it reads. */
    public Info data(DataSource... more) {
        return new Info(name, title, paper, family, plus(data, List.of(more)), variants, references, tour);
    }

    /** Adds a variant, which changes the settings by {@code key=value}. */
    public Info variant(String variant, String what, String... changes) {
        Variant added = new Variant(variant, what, List.of(changes));
        return new Info(name, title, paper, family, data, plus(variants, List.of(added)), references, tour);
    }

    /** Adds numbers to compare with. */
    public Info expects(Reference... more) {
        return new Info(name, title, paper, family, data, variants, plus(references, List.of(more)), tour);
    }

    /** Makes it one of the at most ten experiments that {@code lab reproduce} runs without being given names. */
    public Info onTour() {
        return new Info(name, title, paper, family, data, variants, references, true);
    }

    private static <T> List<T> plus(List<T> list, List<T> more) {
        return Stream.concat(list.stream(), more.stream()).toList();
    }

    /** The name of the experiment and of each variant. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(name));
        variants.forEach(v -> names.add(v.name()));
        return names;
    }
}
