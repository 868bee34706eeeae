package lab.samediff.pipelines.points;

import java.util.random.RandomGenerator;

/**
 * Uniform on the squares of one colour of a board around the origin. The board has {@code squares} columns and rows,
 * counted from its lower left corner, whose square is filled; so is each whose column and row have an even sum. The label
 * numbers the filled squares row by row.
 *
 * @param squares columns, and rows, of the board, 1 to 1000
 * @param side length of a square's side, above 0
 */
public record Checkerboard(int squares, double side) implements Points {
    /**
     * A checkerboard.
     *
     * @throws IllegalArgumentException if squares is not in 1..1000 or side not a finite number above 0
     */
    public Checkerboard {
        if (squares < 1 || squares > 1000) {
            throw new IllegalArgumentException("squares " + squares + " must lie in 1..1000");
        }
        LabelledPoints.requirePositive("side", side);
    }

    /** Four by four squares of side 2, so [-4, 4]²: as FFJORD's (Grathwohl et al. 2019, arXiv:1810.01367). */
    public static Checkerboard ffjord() {
        return new Checkerboard(4, 2);
    }

    @Override
    public LabelledPoints draw(int n, RandomGenerator random) {
        LabelledPoints points = new LabelledPoints(n);
        for (int i = 0; i < n; i++) {
            int square = random.nextInt(classes());
            int row = 2 * square / squares;
            // With an odd width each second square of the whole sequence is filled; with an even one, odd rows shift.
            int column = 2 * square % squares + (squares % 2 == 0 ? row % 2 : 0);
            double x = side * (column + random.nextDouble() - squares / 2.0);
            double y = side * (row + random.nextDouble() - squares / 2.0);
            points.set(i, x, y, square);
        }
        return points;
    }

    @Override
    public int classes() {
        return (squares * squares + 1) / 2;
    }
}
