package lab.samediff.experiments.report;

/**
 * Maps from [0, 1] to colours, piecewise linear in sRGB between the entries of a short table.
 *
 * <p>{@link #VIRIDIS} for quantities from little to much: lightness grows evenly, also in print and for the colour
 * blind (van der Walt and Smith 2015, matplotlib). {@link #DIVERGING} for signed quantities with zero in the middle.
 * {@link #GREY} for pictures.
 */
public enum ColourMap {
    /** Dark purple, blue, green, yellow. */
    VIRIDIS(
            0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B, 0x22A884,
            0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725),
    /** Blue, white, red: the entries of ColorBrewer's RdBu (Brewer 2003), reversed. */
    DIVERGING(
            0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
            0x67001F),
    /** Black to white. */
    GREY(0x000000, 0xFFFFFF);

    @SuppressWarnings("ImmutableEnumChecker") // Never written after construction and never handed out.
    private final int[] table;

    ColourMap(int... table) {
        this.table = table;
    }

    /**
     * The colour at a place, as 0xRRGGBB.
     *
     * @param at from 0 to 1; places outside give the colour of the nearer end, and NaN the grey of a missing value
     */
    public int rgb(double at) {
        if (Double.isNaN(at)) return Style.MISSING.getRGB() & 0xFFFFFF;
        double place = Math.min(1, Math.max(0, at)) * (table.length - 1);
        int left = Math.min((int) place, table.length - 2);
        return mix(table[left], table[left + 1], place - left);
    }

    /** The colour (1 - share) a + share b, channel by channel. */
    static int mix(int a, int b, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = a >> shift & 0xFF;
            int to = b >> shift & 0xFF;
            mixed |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return mixed;
    }

    /** Relative luminance of a colour from 0 (black) to 1 (white), WCAG 2.1 without its gamma table's toe. */
    static double luminance(int rgb) {
        return 0.2126 * Math.pow((rgb >> 16 & 0xFF) / 255.0, 2.2)
                + 0.7152 * Math.pow((rgb >> 8 & 0xFF) / 255.0, 2.2)
                + 0.0722 * Math.pow((rgb & 0xFF) / 255.0, 2.2);
    }
}
