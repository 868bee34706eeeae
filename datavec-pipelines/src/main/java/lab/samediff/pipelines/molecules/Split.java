package lab.samediff.pipelines.molecules;

import java.util.List;

/**
 * Rows of a table in three parts that share none.
 *
 * @param train to learn from
 * @param validation to watch learning with
 * @param test to measure on
 */
public record Split(List<Integer> train, List<Integer> validation, List<Integer> test) {
    /** @throws IllegalArgumentException if a part is empty */
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (train.isEmpty() || validation.isEmpty() || test.isEmpty()) {
            throw new IllegalArgumentException("a part of " + train.size() + " + " + validation.size() + " + "
                    + test.size() + " rows is empty; use more molecules");
        }
    }

    /** The first eight tenths of these rows, the next tenth and the rest. */
    static Split tenths(List<Integer> rows) {
        int toValidation = rows.size() * 8 / 10;
        int toTest = rows.size() * 9 / 10;
        return new Split(
                rows.subList(0, toValidation), rows.subList(toValidation, toTest), rows.subList(toTest, rows.size()));
    }
}
