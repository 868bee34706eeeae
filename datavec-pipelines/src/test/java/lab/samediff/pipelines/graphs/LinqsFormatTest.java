package lab.samediff.pipelines.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import lab.samediff.pipelines.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinqsFormatTest {
    private static final String CONTENT = "a\t1\t0\t1\tTheory\nb\t0\t0\t0\tCases\nc-7\t0\t1\t0\tTheory\n";
    private static final String CITES = "a\tb\nb\ta\nc-7\tc-7\nc-7\tnobody\nc-7\tb\n";

    private static CitationGraph parse(String content, String cites) throws IOException {
        return LinqsFormat.parse(
                new LinqsFormat.Source("x.content", content), new LinqsFormat.Source("x.cites", cites));
    }

    @Test
    void papersWordsClassesAndCitationsAreThoseOfTheFiles() throws IOException {
        CitationGraph papers = parse(CONTENT, CITES);
        assertThat(papers.names().papers()).containsExactly("a", "b", "c-7");
        assertThat(papers.names().classes()).containsExactly("Cases", "Theory");
        assertThat(new int[] {papers.label(0), papers.label(1), papers.label(2)})
                .containsExactly(1, 0, 1);
        assertThat(papers.words(0)).containsExactly(0, 2);
        assertThat(papers.words(1)).isEmpty();
        assertThat(papers.vocabulary()).isEqualTo(3);
        assertThat(papers.bags().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 0, 1}, {0, 0, 0}, {0, 1, 0}});
        assertThat(papers.graph().edges().from()).containsExactly(0, 1);
        assertThat(papers.graph().edges().to()).containsExactly(1, 2);
        assertThat(papers.citations()).isEqualTo(new CitationGraph.Citations(5, 1, 1));
    }

    @Test
    void linesMayEndAsOnWindows() throws IOException {
        assertThat(parse(CONTENT.replace("\n", "\r\n"), CITES.replace("\n", "\r\n"))
                        .names())
                .isEqualTo(parse(CONTENT, CITES).names());
    }

    /** A line ends at + and a field at >. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a>1>0>Theory+b>1>Theory| |x.content: line 2, fields: expected an id, 2 words and a class, found 3 fields",
                "a>1>2>Theory| |x.content: line 1, word 1: expected 0 or 1, found \"2\"",
                "a>1>>Theory| |x.content: line 1, word 1: expected 0 or 1, found \"\"",
                "a>1>0>Theory+a>1>0>Theory| |x.content: line 2, id: paper \"a\" is there twice",
                "a>1>0>| |x.content: line 1, class: it is empty",
                ">1>0>Theory| |x.content: line 1, id: it is empty",
                "a>Theory| |x.content: line 1, fields",
                "a>1>Theory|a b|x.cites: line 1, fields: expected a cited and a citing paper, found 1 fields",
                "a>1>Theory|a>b>c|x.cites: line 1, fields",
                "a>1>Theory|>a|x.cites: line 1, cited paper: it is empty",
                "a>1>Theory|c>d|x.cites: lines: none of 1 citations",
            })
    void aBrokenFileIsNamedWithLineAndField(String content, String cites, String message) {
        String lines = content.replace('+', '\n').replace('>', '\t');
        assertThatThrownBy(() -> parse(lines, cites == null ? CITES : cites.replace('>', '\t')))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Get the archive again");
    }

    @Test
    void anEmptyFileIsNamed() {
        assertThatThrownBy(() -> parse("", CITES)).hasMessageContaining("x.content: lines: there is no paper");
    }
}
