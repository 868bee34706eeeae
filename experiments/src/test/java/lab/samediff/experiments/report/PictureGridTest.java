package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureGridTest {
    private static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) for (int x = 0; x < width; x++) image.setRGB(x, y, rgb);
        return image;
    }

    @Test
    void eachPictureStandsInItsPlace() {
        int[] colours = {0xAA0000, 0x00BB00, 0x0000CC};
        List<BufferedImage> pictures =
                IntStream.of(colours).mapToObj(rgb -> plain(200, 80, rgb)).toList();
        BufferedImage grid =
                PictureGrid.of("", pictures, List.of("a", "b", "c"), 2).render();
        assertThat(grid.getWidth()).isEqualTo(2 * 200 + 3 * Canvas.MARGIN);
        for (int i = 0; i < 3; i++) {
            int rgb = colours[i] & 0xFFFFFF;
            List<Integer> xs = IntStream.range(0, grid.getWidth() * grid.getHeight())
                    .filter(p -> (grid.getRGB(p % grid.getWidth(), p / grid.getWidth()) & 0xFFFFFF) == rgb)
                    .boxed()
                    .toList();
            assertThat(xs).hasSize(200 * 80);
            int first = xs.get(0);
            assertThat(first % grid.getWidth()).isEqualTo(Canvas.MARGIN + i % 2 * (200 + Canvas.MARGIN));
        }
    }

    @Test
    void longCaptionsMakeRoomForThemselves() {
        List<BufferedImage> one = List.of(plain(100, 50, 0));
        BufferedImage brief = PictureGrid.of("t", one, List.of("a"), 1).render();
        BufferedImage wordy = PictureGrid.of("t", one, List.of("many words that need several lines"), 1)
                .render();
        assertThat(wordy.getHeight()).isGreaterThan(brief.getHeight());
        assertThat(wordy.getWidth()).isEqualTo(brief.getWidth());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<BufferedImage> one = List.of(plain(10, 10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PictureGrid.of("t", List.of(), List.of(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> PictureGrid.of("t", one, List.of("a"), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PictureGrid.of("t", one, List.of(), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureGrid.of("t", List.of(plain(1, 1, 0), plain(2, 1, 0)), List.of("a", "b"), 1))
                .withMessageContaining("several sizes");
    }
}
