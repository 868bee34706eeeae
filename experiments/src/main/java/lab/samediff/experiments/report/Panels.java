package lab.samediff.experiments.report;

import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures side by side in one, row by row, each centred in a cell as large as the largest. */
public final class Panels {
    private Panels() {}

    /**
     * The picture of all.
     *
     * @param columns how many stand in a row, at least 1
     * @throws IllegalArgumentException if there is no picture, {@code columns < 1}, or the whole would be too large
     */
    public static BufferedImage of(int columns, List<BufferedImage> pictures) {
        if (columns < 1 || pictures.isEmpty()) {
            throw new IllegalArgumentException(pictures.size() + " pictures in " + columns + " columns");
        }
        int across = Math.min(columns, pictures.size());
        int down = (pictures.size() + across - 1) / across;
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        try (Canvas canvas = new Canvas(Math.multiplyExact(across, width), Math.multiplyExact(down, height))) {
            for (int i = 0; i < pictures.size(); i++) {
                BufferedImage picture = pictures.get(i);
                int x = i % across * width + (width - picture.getWidth()) / 2;
                int y = i / across * height + (height - picture.getHeight()) / 2;
                canvas.pen.drawImage(picture, x, y, null);
            }
            return canvas.image;
        }
    }
}
