package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../evil",
                "a/b",
                "a\\b",
                "/abs",
                "c:",
                "con",
                "nul.txt",
                "com1",
                "-rf",
                "A",
                "é",
                "a b",
                "a\n",
                "<img>",
                "a.",
                "a\u0000b"
            })
    void namesThatCouldLeaveTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> Names.check("run", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("run name");
        assertThatThrownBy(() -> Info.of(name, "Title", Family.CONTROL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Variant(name, "Title", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverIsAllowedStaysInTheFolder() {
        Random random = new Random(5);
        String alphabet = "ab01.._--/\\ ~é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            boolean allowed;
            try {
                allowed = Names.check("file", name.toString()) != null;
            } catch (IllegalArgumentException e) {
                allowed = false;
            }
            if (allowed) {
                Path file = Path.of("folder").resolve(name.toString()).normalize();
                assertThat(file.getParent()).isEqualTo(Path.of("folder"));
            }
        }
    }

    @Test
    void metricNamesHoldNoMarkupOrLineEnds() {
        assertThat(Names.checkMetric("val/accuracy@5")).isEqualTo("val/accuracy@5");
        for (String name : List.of("", " a", "<b>", "a\nb", "a|b", "a\"b")) {
            assertThatThrownBy(() -> Names.checkMetric(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theNearestNameIsSuggestedOnlyIfItIsNear() {
        assertThat(Nearest.to("vit-mnits", List.of("vit-mnist", "cfm-8g-moons")))
                .hasValue("vit-mnist");
        assertThat(Nearest.to("zzzzzz", List.of("vit-mnist", "cfm-8g-moons"))).isEmpty();
    }
}
