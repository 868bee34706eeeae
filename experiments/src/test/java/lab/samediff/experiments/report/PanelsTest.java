package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelsTest {
    private static BufferedImage filled(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) for (int x = 0; x < width; x++) image.setRGB(x, y, rgb);
        return image;
    }

    @Test
    void picturesStandRowByRowEachInTheMiddleOfItsCell() {
        BufferedImage all =
                Panels.of(2, List.of(filled(10, 6, 0xFF0000), filled(4, 6, 0x00FF00), filled(10, 2, 0x0000FF)));
        assertThat(all.getWidth()).isEqualTo(20);
        assertThat(all.getHeight()).isEqualTo(12);
        assertThat(all.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(all.getRGB(12, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(all.getRGB(13, 5) & 0xFFFFFF).isEqualTo(0x00FF00);
        assertThat(all.getRGB(17, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(all.getRGB(5, 7) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(all.getRGB(5, 8) & 0xFFFFFF).isEqualTo(0x0000FF);
        assertThat(all.getRGB(15, 9) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void fewerPicturesThanColumnsLeaveNoRoom() {
        assertThat(Panels.of(3, List.of(filled(10, 6, 0))).getWidth()).isEqualTo(10);
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Panels.of(1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Panels.of(0, List.of(filled(1, 1, 0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Panels.of(2, List.of(filled(5000, 1, 0), filled(5000, 1, 0))))
                .withMessageContaining("10000 x 1");
    }
}
