package lab.samediff.models.train;

/**
 * Parameters at or below a path that learn at their own rate.
 *
 * @param path such as {@code head}, "" for all; the longest matching path wins
 * @param factor multiplies the rule's learning rate; 0 freezes
 * @param decay replaces the rule's weight decay
 */
public record Group(String path, double factor, Decay decay) {
    public Group {
        if (!(factor >= 0)) throw new IllegalArgumentException("factor must not be negative, got " + factor);
    }
}
