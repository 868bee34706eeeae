package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged citation networks end in the documented exception with line and field, or write back to their papers. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinqsMutationsTest {
    private static final int CASES = 3_000;
    private static final long MOST_BYTES = 16 << 20;

    private static final String CONTENT = """
            31336\t0\t1\t0\t1\tNeural_Networks
            1061127\t1\t0\t0\t0\tRule_Learning
            brin98\t0\t0\t1\t1\tNeural_Networks
            13195\t0\t0\t0\t0\tTheory
            """;
    private static final String CITES = """
            31336\t1061127
            31336\tbrin98
            13195\t13195
            brin98\tunknown1
            """;

    private static CitationGraph read(byte[] content, byte[] cites) throws DataFormatException {
        return LinqsFormat.parse(LinqsFormat.Source.of("x.content", content), LinqsFormat.Source.of("x.cites", cites));
    }

    static boolean writesBackOrIsRefused(byte[] content, byte[] cites) {
        try {
            CitationGraph papers = read(content, cites);
            assertThat(written(papers).lines().toList())
                    .isEqualTo(
                            new String(content, StandardCharsets.UTF_8).lines().toList());
            assertThat(papers.citations().lines()).isEqualTo((int)
                    new String(cites, StandardCharsets.UTF_8).lines().count());
            assertThat(papers.graph().edges().size())
                    .isLessThanOrEqualTo(papers.citations().lines());
            return true;
        } catch (DataFormatException e) {
            assertThat(e)
                    .hasMessageStartingWith(e.file() + ": " + e.field() + ": ")
                    .hasMessageMatching("\\P{Cntrl}{1,500}");
            assertThat(e.file()).isIn("x.content", "x.cites");
            assertThat(e.field())
                    .matches("lines|line \\d+(, (fields|id|class|word \\d+|cited paper|citing paper|column \\d+))?");
            return false;
        }
    }

    private static String written(CitationGraph papers) {
        StringBuilder text = new StringBuilder();
        for (int paper = 0; paper < papers.size(); paper++) {
            int[] bits = new int[papers.vocabulary()];
            for (int word : papers.words(paper)) bits[word] = 1;
            text.append(papers.names().papers().get(paper)).append('\t');
            for (int bit : bits) text.append(bit).append('\t');
            text.append(papers.names().classes().get(papers.label(paper))).append('\n');
        }
        return text.toString();
    }

    @Test
    void eachMutationIsRefusedOrWritesBackToTheSame() {
        byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
        byte[] cites = CITES.getBytes(StandardCharsets.UTF_8);
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            boolean first = random.nextBoolean();
            return writesBackOrIsRefused(
                    first ? Hostile.mutated(content, random) : content, first ? cites : Hostile.mutated(cites, random));
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @Test
    void eachTableOfTheFormatWritesBackToTheSame() {
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            int vocabulary = random.nextInt(1, 12);
            int papers = random.nextInt(1, 12);
            StringBuilder content = new StringBuilder();
            for (int paper = 0; paper < papers; paper++) {
                content.append("paper").append(paper);
                for (int word = 0; word < vocabulary; word++)
                    content.append('\t').append(random.nextInt(2));
                content.append("\tclass").append(random.nextInt(4)).append('\n');
            }
            String cites = "paper0\tpaper" + random.nextInt(papers) + "\n" + cites(random, papers);
            return writesBackOrIsRefused(
                    content.toString().getBytes(StandardCharsets.UTF_8), cites.getBytes(StandardCharsets.UTF_8));
        });
        assertThat(tally.refused()).isZero();
    }

    private static String cites(SplittableRandom random, int papers) {
        StringBuilder cites = new StringBuilder();
        int lines = random.nextInt(20);
        for (int line = 0; line < lines; line++) {
            cites.append("paper")
                    .append(random.nextInt(papers + 2))
                    .append("\tpaper")
                    .append(random.nextInt(papers + 2))
                    .append('\n');
        }
        return cites.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", "\0", "\u202e", "\u0007"})
    void aCharacterThatCannotBeSeenIsNoPartOfANameAndRefused(String hidden) {
        byte[] cites = CITES.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read((hidden + CONTENT).getBytes(StandardCharsets.UTF_8), cites))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("x.content: line 1, ");
        assertThatThrownBy(() -> read(
                        CONTENT.getBytes(StandardCharsets.UTF_8),
                        (CITES + hidden + CITES).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("x.cites: line 5, ");
    }

    @Test
    void aByteThatIsNoUtf8IsNamedWithLineAndColumn() {
        byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
        content[CONTENT.indexOf("brin98") + 2] = (byte) 0xe9;
        assertThatThrownBy(() -> read(content, CITES.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith("x.content: line 3, column 3: the byte 0xe9");
    }

    @Test
    void aClassForEachPaperTakesNoLongerThanOneForAll() {
        StringBuilder content = new StringBuilder();
        for (int paper = 0; paper < 100_000; paper++) content.append("p" + paper + "\t1\tc" + paper + "\n");
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        byte[] cites = "p0\tp1\n".getBytes(StandardCharsets.UTF_8);
        Hostile.cases(1, 512 << 20, random -> {
            CitationGraph read = read(bytes, cites);
            assertThat(read.names().classes()).hasSize(100_000);
            for (int paper = 0; paper < 100_000; paper += 777) {
                assertThat(read.names().classes().get(read.label(paper))).isEqualTo("c" + paper);
            }
            return true;
        });
    }

    @Test
    void tooManyFieldsAndTooLongOnesAreRefusedWithTheLimit() {
        byte[] cites = CITES.getBytes(StandardCharsets.UTF_8);
        byte[] wide = ("a" + "\t1".repeat(2_000_000) + "\tTheory\n").getBytes(StandardCharsets.UTF_8);
        byte[] large = ("a".repeat(2_000_000) + "\t1\tTheory\n").getBytes(StandardCharsets.UTF_8);
        Hostile.cases(1, 256 << 20, random -> {
            assertThatThrownBy(() -> read(wide, cites)).hasMessageContaining("line 1, fields: more than 10000");
            return false;
        });
        Hostile.cases(1, 256 << 20, random -> {
            assertThatThrownBy(() -> read(large, cites)).hasMessageContaining("line 1, id: more than 1000 characters");
            return false;
        });
    }
}
