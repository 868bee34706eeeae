package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageGridTest {
    private static final float[][] TILES = {{0, 1, 0.2f, 0.4f, 0.6f, 0.8f}, {1, 1, 1, 1, 1, 1}, {0, 0, 0, 0, 0, 0}};

    @Test
    void eachPixelBecomesASquareInItsPlace() {
        int scale = 5;
        int padding = 2;
        BufferedImage image =
                ImageGrid.tiles(TILES, 2, 3, 2).scale(scale).padding(padding).render();
        assertThat(image.getWidth()).isEqualTo(padding + 2 * (3 * scale + padding));
        assertThat(image.getHeight()).isEqualTo(padding + 2 * (2 * scale + padding));
        for (int tile = 0; tile < 3; tile++) {
            for (int y = 0; y < 2 * scale; y++) {
                for (int x = 0; x < 3 * scale; x++) {
                    int left = padding + tile % 2 * (3 * scale + padding);
                    int top = padding + tile / 2 * (2 * scale + padding);
                    int grey = Math.round(255 * TILES[tile][y / scale * 3 + x / scale]);
                    assertThat(image.getRGB(left + x, top + y) & 0xFFFFFF).isEqualTo(grey * 0x010101);
                }
            }
        }
    }

    @Test
    void valuesBeyondTheEndsClampAndBrokenOnesStandOut() {
        float[][] odd = {{-1, 2, Float.NaN}};
        BufferedImage image = ImageGrid.tiles(odd, 1, 3, 1).scale(1).padding(0).render();
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isZero();
        assertThat(image.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(image.getRGB(2, 0)).isEqualTo(Style.colour(1).getRGB());
    }

    @Test
    void anOverlayMixesTheMapOverItsPatches() {
        float[][] black = {new float[16]};
        float[][] map = {{0, 0.1f, 0.2f, 0.05f}};
        BufferedImage image = ImageGrid.tiles(black, 4, 4, 1)
                .scale(1)
                .padding(0)
                .overlay(map, 2, 2, 0.5)
                .render();
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int wanted = ColourMap.mix(0, ColourMap.VIRIDIS.rgb(map[0][y / 2 * 2 + x / 2] / 0.2f), 0.5);
                assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(wanted);
            }
        }
        BufferedImage clear = ImageGrid.tiles(black, 4, 4, 1)
                .scale(1)
                .padding(0)
                .overlay(map, 2, 2, 0)
                .render();
        assertThat(clear.getRGB(2, 2) & 0xFFFFFF).isZero();
    }

    @Test
    void captionsAndTitlesMakeRoomForThemselves() {
        BufferedImage plain = ImageGrid.of(TILES, 2, 3, 3);
        BufferedImage words = ImageGrid.of(TILES, 2, 3, 3, new String[] {"4→9", "a long caption", ""});
        assertThat(words.getWidth()).isGreaterThan(plain.getWidth() + 100);
        ImageGrid titled = ImageGrid.tiles(TILES, 2, 3, 3).title("title").rowCaptions(List.of("row"));
        assertThat(titled.render().getHeight()).isGreaterThan(plain.getHeight());
    }

    @Test
    void wrongInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageGrid.tiles(TILES, 2, 2, 2))
                .withMessage("tile 0 has 6 values, not 2 x 2");
        assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.tiles(new float[0][], 2, 2, 2));
        ImageGrid grid = ImageGrid.tiles(TILES, 2, 3, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.captions(List.of("a")))
                .withMessageContaining("3 tiles but 1 captions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.rowCaptions(List.of("a")))
                .withMessageContaining("2 rows but 1 captions");
        assertThatIllegalArgumentException().isThrownBy(() -> grid.overlay(new float[2][4], 2, 2, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.overlay(new float[3][4], 2, 2, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.overlay(new float[][] {{-1}, {0}, {0}}, 1, 1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> grid.scale(0));
    }
}
