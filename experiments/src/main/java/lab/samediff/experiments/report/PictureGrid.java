package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures of one size side by side, each with its caption: those of this package, or drawings that another library made,
 * such as of molecules.
 *
 * <pre>{@code
 * PictureGrid.of("Atoms that speak for a crossing", drawings, captions, 3).render();
 * }</pre>
 */
public final class PictureGrid {
    private final String title;
    private final List<BufferedImage> pictures;
    private final List<String> captions;
    private final int columns;

    private PictureGrid(String title, List<BufferedImage> pictures, List<String> captions, int columns) {
        this.title = title;
        this.pictures = List.copyOf(pictures);
        this.captions = List.copyOf(captions);
        this.columns = columns;
    }

    /**
     * A grid filled row by row.
     *
     * @param title wrapped above the grid
     * @param captions one below each picture, wrapped to its width
     * @throws IllegalArgumentException if there is no picture or column, a picture has another size than the first, or
     *     there are more or fewer captions than pictures
     */
    public static PictureGrid of(String title, List<BufferedImage> pictures, List<String> captions, int columns) {
        if (pictures.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    "grid '" + title + "' of " + pictures.size() + " pictures in " + columns + " columns");
        }
        if (captions.size() != pictures.size()) {
            throw new IllegalArgumentException(
                    "grid '" + title + "' has " + pictures.size() + " pictures but " + captions.size() + " captions");
        }
        BufferedImage first = pictures.get(0);
        for (BufferedImage picture : pictures) {
            if (picture.getWidth() != first.getWidth() || picture.getHeight() != first.getHeight()) {
                throw new IllegalArgumentException("grid '" + title + "' has pictures of several sizes");
            }
        }
        return new PictureGrid(title, pictures, captions, columns);
    }

    /** The picture, as large as the grid needs. */
    public BufferedImage render() {
        int wide = pictures.get(0).getWidth();
        int tall = pictures.get(0).getHeight();
        int across = Math.min(columns, pictures.size());
        int down = (pictures.size() + columns - 1) / columns;
        int width = across * wide + (across + 1) * Canvas.MARGIN;
        int top;
        int line;
        int lines = 0;
        try (Canvas ruler = new Canvas(width, 1)) {
            top = ruler.heading(title, List.of()) + Canvas.MARGIN;
            line = ruler.lineHeight(Style.TEXT);
            for (String caption : captions)
                lines = Math.max(lines, ruler.wrap(Style.TEXT, caption, wide).size());
        }
        int step = tall + lines * line + Canvas.MARGIN;
        try (Canvas canvas = new Canvas(width, top + down * step)) {
            canvas.heading(title, List.of());
            for (int i = 0; i < pictures.size(); i++) {
                int left = Canvas.MARGIN + i % columns * (wide + Canvas.MARGIN);
                int y = top + i / columns * step;
                canvas.pen.drawImage(pictures.get(i), left, y, null);
                double at = y + tall + line / 2.0;
                for (String words : canvas.wrap(Style.TEXT, captions.get(i), wide)) {
                    canvas.text(Style.TEXT, words, left + wide / 2.0, at, 0.5);
                    at += line;
                }
            }
            return canvas.image;
        }
    }
}
