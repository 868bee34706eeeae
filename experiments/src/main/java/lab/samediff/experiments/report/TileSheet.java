package lab.samediff.experiments.report;

import org.jspecify.annotations.Nullable;

/**
 * The pixels of an image grid.
 *
 * @param tiles [tiles][height * width]
 * @param overlay what lies over the tiles, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Pixels are drawn, never compared or hashed.
record TileSheet(
        float[][] tiles,
        int height,
        int width,
        int columns,
        @Nullable Overlay overlay) {
    TileSheet {
        requireShape("tile", tiles, height, width);
        if (overlay != null && overlay.maps.length != tiles.length) {
            throw new IllegalArgumentException(overlay.maps.length + " maps over " + tiles.length + " tiles");
        }
    }

    /**
     * Heat maps over the tiles.
     *
     * @param maps [tiles][height * width], not negative
     */
    record Overlay(float[][] maps, int height, int width, double alpha) {
        Overlay {
            requireShape("map", maps, height, width);
            if (!(alpha >= 0 && alpha <= 1)) throw new IllegalArgumentException("alpha " + alpha + ": want 0 to 1");
            for (int i = 0; i < maps.length; i++) {
                for (float value : maps[i]) {
                    if (!(value >= 0) || value == Float.POSITIVE_INFINITY) {
                        throw new IllegalArgumentException("map " + i + " has the value " + value + ": want 0 or more");
                    }
                }
            }
        }

        int over(int rgb, int tile, double down, double across) {
            float[] map = maps[tile];
            float most = Float.MIN_NORMAL;
            for (float value : map) most = Math.max(most, value);
            int row = (int) (down * height);
            int at = row * width + (int) (across * width);
            return ColourMap.mix(rgb, ColourMap.VIRIDIS.rgb(map[at] / most), alpha);
        }
    }

    int rows() {
        return (tiles.length + columns - 1) / columns;
    }

    int rgb(int tile, int row, int column) {
        float value = tiles[tile][row * width + column];
        int rgb = Float.isFinite(value)
                ? ColourMap.GREY.rgb(value)
                : Style.colour(1).getRGB() & 0xFFFFFF;
        return overlay == null ? rgb : overlay.over(rgb, tile, (double) row / height, (double) column / width);
    }

    private static void requireShape(String what, float[][] pictures, int height, int width) {
        if (pictures.length == 0 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    pictures.length + " " + what + "s of " + height + " x " + width + ": want at least one of each");
        }
        for (int i = 0; i < pictures.length; i++) {
            if (pictures[i].length != height * width) {
                throw new IllegalArgumentException(
                        what + " " + i + " has " + pictures[i].length + " values, not " + height + " x " + width);
            }
        }
    }
}
