package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Small grey pictures side by side: samples, reconstructions, errors with their captions, attention laid over digits.
 *
 * <pre>{@code
 * ImageGrid.tiles(pixels, 28, 28, 8)
 *         .title("Errors of LeNet, true → predicted")
 *         .captions(List.of("4→9", ...))
 *         .render();
 * }</pre>
 *
 * <p>0 is black and 1 is white; values beyond are drawn as the nearer of the two, and values that are not finite in
 * vermilion. Each pixel becomes a square of whole pixels; nothing is smoothed.
 */
public final class ImageGrid {
    /** Least width of a grid with a title. */
    private static final int TITLE_WIDTH = 240;

    private final TileSheet sheet;
    private final String title;
    private final List<String> captions;
    private final List<String> rowCaptions;
    private final int scale;
    private final int padding;

    private ImageGrid(
            TileSheet sheet, String title, List<String> captions, List<String> rowCaptions, int scale, int padding) {
        this.sheet = sheet;
        this.title = title;
        this.captions = captions;
        this.rowCaptions = rowCaptions;
        this.scale = scale;
        this.padding = padding;
    }

    /**
     * A grid filled row by row, without captions, each pixel drawn as 3 x 3.
     *
     * @param tiles [tiles][height * width], row-major, values from 0 to 1
     * @throws IllegalArgumentException if there is no tile, a size is not positive or a tile has another length
     */
    public static ImageGrid tiles(float[][] tiles, int height, int width, int columns) {
        if (columns < 1) throw new IllegalArgumentException("a grid of " + columns + " columns");
        float[][] copy = Arrays.stream(tiles).map(float[]::clone).toArray(float[][]::new);
        TileSheet sheet = new TileSheet(copy, height, width, columns, null);
        return new ImageGrid(sheet, "", List.of(), List.of(), 3, 4);
    }

    /** The picture of a plain grid, as {@link #tiles} and {@link #render()}. */
    public static BufferedImage of(float[][] tiles, int height, int width, int columns) {
        return tiles(tiles, height, width, columns).render();
    }

    /** The picture of a grid with a caption below each tile. */
    public static BufferedImage of(float[][] tiles, int height, int width, int columns, String[] captions) {
        return tiles(tiles, height, width, columns).captions(List.of(captions)).render();
    }

    /** Sets the words above the grid. */
    public ImageGrid title(String words) {
        return new ImageGrid(sheet, words, captions, rowCaptions, scale, padding);
    }

    /**
     * Sets the words below each tile.
     *
     * @throws IllegalArgumentException if there are more or fewer than tiles
     */
    public ImageGrid captions(List<String> words) {
        requireSize(words, sheet.tiles().length, "tiles");
        return new ImageGrid(sheet, title, List.copyOf(words), rowCaptions, scale, padding);
    }

    /**
     * Sets the words to the left of each row.
     *
     * @throws IllegalArgumentException if there are more or fewer than rows
     */
    public ImageGrid rowCaptions(List<String> words) {
        requireSize(words, sheet.rows(), "rows");
        return new ImageGrid(sheet, title, captions, List.copyOf(words), scale, padding);
    }

    /**
     * Sets how many pixels wide and high each pixel is drawn.
     *
     * @throws IllegalArgumentException if it is not from 1 to 64
     */
    public ImageGrid scale(int pixels) {
        if (pixels < 1 || pixels > 64) throw new IllegalArgumentException("scale " + pixels + ": want 1 to 64");
        return new ImageGrid(sheet, title, captions, rowCaptions, pixels, padding);
    }

    /**
     * Sets the white space around each tile.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ImageGrid padding(int pixels) {
        if (pixels < 0) throw new IllegalArgumentException("padding " + pixels + " is negative");
        return new ImageGrid(sheet, title, captions, rowCaptions, scale, pixels);
    }

    /**
     * Lays a heat map over each tile, such as attention over patches. Each map's colours go from 0 to its largest value.
     *
     * @param maps [tiles][mapHeight * mapWidth], not negative, stretched over the tile without smoothing
     * @param alpha the map's share of the colour, from 0 to 1
     * @throws IllegalArgumentException if a length, a value or alpha is out of range
     */
    public ImageGrid overlay(float[][] maps, int mapHeight, int mapWidth, double alpha) {
        float[][] copy = Arrays.stream(maps).map(float[]::clone).toArray(float[][]::new);
        TileSheet.Overlay overlay = new TileSheet.Overlay(copy, mapHeight, mapWidth, alpha);
        TileSheet covered = new TileSheet(sheet.tiles(), sheet.height(), sheet.width(), sheet.columns(), overlay);
        return new ImageGrid(covered, title, captions, rowCaptions, scale, padding);
    }

    /** The picture, as large as the grid needs. */
    public BufferedImage render() {
        Layout layout = layout();
        try (Canvas canvas = new Canvas(layout.width, layout.height(sheet))) {
            canvas.heading(title, List.of());
            int tall = sheet.height() * scale;
            for (int i = 0; i < sheet.tiles().length; i++) {
                double middle = layout.left + i % sheet.columns() * layout.acrossStep + layout.slot / 2.0;
                int y = layout.top + i / sheet.columns() * layout.downStep;
                paint(canvas, i, (int) (middle - sheet.width() * scale / 2.0), y);
                if (captions.isEmpty()) continue;
                canvas.text(Style.TEXT, captions.get(i), middle, y + tall + layout.line / 2.0, 0.5);
            }
            for (int row = 0; row < rowCaptions.size(); row++) {
                double middle = layout.top + row * layout.downStep + tall / 2.0;
                canvas.text(Style.TEXT, rowCaptions.get(row), layout.left - padding - 2, middle, 1);
            }
            return canvas.image;
        }
    }

    /** Where the tiles lie, in pixels: the first one's corner, the steps between them and a slot's width. */
    private record Layout(int width, int left, int top, int slot, int acrossStep, int downStep, int line) {
        int height(TileSheet sheet) {
            return top + sheet.rows() * downStep;
        }
    }

    private Layout layout() {
        int slot = sheet.width() * scale;
        int left = padding;
        int line;
        try (Canvas ruler = new Canvas(1, 1)) {
            line = ruler.lineHeight(Style.TEXT);
            for (String caption : captions) slot = Math.max(slot, ruler.width(Style.TEXT, caption) + 4);
            for (String row : rowCaptions) left = Math.max(left, ruler.width(Style.TEXT, row) + 2 * padding + 4);
        }
        int across = slot + padding;
        int down = sheet.height() * scale + padding + (captions.isEmpty() ? 0 : line);
        int width = left + Math.min(sheet.columns(), sheet.tiles().length) * across;
        if (title.isBlank()) return new Layout(width, left, padding, slot, across, down, line);
        int wide = Math.max(width, TITLE_WIDTH);
        try (Canvas ruler = new Canvas(wide, 1)) {
            return new Layout(wide, left, ruler.heading(title, List.of()) + padding, slot, across, down, line);
        }
    }

    private void paint(Canvas canvas, int tile, int left, int top) {
        for (int y = 0; y < sheet.height() * scale; y++) {
            for (int x = 0; x < sheet.width() * scale; x++) {
                canvas.image.setRGB(left + x, top + y, sheet.rgb(tile, y / scale, x / scale));
            }
        }
    }

    private void requireSize(List<String> words, int wanted, String of) {
        if (words.size() != wanted) {
            throw new IllegalArgumentException(
                    "grid '" + title + "' has " + wanted + " " + of + " but " + words.size() + " captions");
        }
    }
}
