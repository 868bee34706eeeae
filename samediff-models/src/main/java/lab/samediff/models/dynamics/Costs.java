package lab.samediff.models.dynamics;

/** The square matrix of costs of an assignment problem, read a row at a time so that it need not be stored. */
interface Costs {
    /** Number n of rows and of columns, at least 1. */
    int size();

    /** Writes the n costs of row {@code row} into {@code into}; the same at each call. */
    void row(int row, double[] into);

    /** The ⌊n/2⌋ × ⌊n/2⌋ matrix of the rows and columns 0, 2, 4, …; n is at least 2. */
    Costs everySecond();
}
