package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PageTest {
    private static final String ATTACK = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>\u0000\u202E&amp;";

    private static byte[] png() throws IOException {
        return Png.bytes(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB));
    }

    private static Page attacked() throws IOException {
        Table table = Table.of(Table.Column.text(ATTACK), Table.Column.number(ATTACK, 3))
                .row(ATTACK, 1.5)
                .row(null, null);
        return new Page(ATTACK)
                .notice(ATTACK)
                .definitions(Map.of(ATTACK, ATTACK))
                .section(ATTACK)
                .subsection(ATTACK)
                .text(ATTACK)
                .verbatim(ATTACK)
                .table(table, ATTACK)
                .figure("a.png", png(), ATTACK, ATTACK);
    }

    private static Document parse(String html) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) elements.add((Element) nodes.item(i));
        return elements;
    }

    @Test
    void namesThatLookLikeMarkupStayWords() throws Exception {
        String html = attacked().html();
        Document page = parse(html);
        assertThat(html).doesNotContain("<script").doesNotContain("<img src=x").doesNotContain("\u0000", "\u202E");
        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "img")).hasSize(1);
        // Parsed back, the words are those given, but for what no page may hold.
        String words = ATTACK.replace('\u0000', '\uFFFD').replace('\u202E', '\uFFFD');
        for (String name : List.of("h1", "h2", "h3", "title", "dt", "dd", "caption", "figcaption")) {
            assertThat(all(page, name))
                    .singleElement()
                    .extracting(Element::getTextContent)
                    .isEqualTo(words);
        }
        assertThat(all(page, "img").get(0).getAttribute("alt")).isEqualTo(words);
    }

    @Test
    void noElementHasAnAttributeThatCouldRunOrLoad() throws Exception {
        Set<String> known = Set.of(
                "lang", "xmlns", "charset", "http-equiv", "content", "name", "class", "role", "scope", "src", "alt");
        for (Element element : all(parse(attacked().html()), "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(known).contains(element.getAttributes().item(i).getNodeName());
            }
        }
    }

    @Test
    void theContentPolicyForbidsScriptsAndOtherHosts() throws Exception {
        Document page = parse(attacked().html());
        assertThat(all(page, "meta")).anySatisfy(meta -> {
            assertThat(meta.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
            assertThat(meta.getAttribute("content"))
                    .isEqualTo("default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'");
        });
        assertThat(attacked().html())
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void aReaderWithoutSightFindsLanguageHeadingsHeadersAndAltText() throws Exception {
        Document page = parse(attacked().html());
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(all(page, "h1")).hasSize(1);
        assertThat(all(page, "th")).hasSize(4).allSatisfy(th -> assertThat(th.getAttribute("scope"))
                .isIn("col", "row"));
        assertThatIllegalStateException().isThrownBy(() -> new Page("t").subsection("too early"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page("t").figure("a.png", png(), "caption", " "))
                .withMessageContaining("alt");
    }

    @Test
    void smallPicturesAreHeldAndLargeOnesLinked() throws Exception {
        byte[] small = png();
        byte[] large = Arrays.copyOf(small, Page.LARGEST_INLINE + 1);
        Document page = parse(new Page("t")
                .figure("a.png", small, "", "a")
                .figure("b.png", large, "", "b")
                .html());
        List<Element> images = all(page, "img");
        String prefix = "data:image/png;base64,";
        assertThat(images.get(0).getAttribute("src")).startsWith(prefix);
        byte[] held =
                Base64.getDecoder().decode(images.get(0).getAttribute("src").substring(prefix.length()));
        assertThat(held).isEqualTo(small);
        assertThat(images.get(1).getAttribute("src")).isEqualTo("b.png");
    }

    @Test
    void animationsAreHeldAsGif() throws Exception {
        byte[] gif = Gif.bytes(List.of(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB)), 100);
        assertThat(new Page("t").figure("a.gif", gif, "", "a").html()).contains("data:image/gif;base64,");
    }

    @Test
    void unsafeFileNamesAndUnknownPicturesAreRefused() throws Exception {
        byte[] picture = png();
        for (String name :
                List.of("../a.png", "/a.png", "a b.png", "javascript:x", ".hidden", "", "a\".png", "ä.png")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Page("t").figure(name, picture, "", "a"))
                    .withMessageContaining("file name");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page("t").figure("a.png", new byte[] {1, 2}, "", "a"))
                .withMessageContaining("neither");
    }

    @Test
    void verbatimTextKeepsItsLines() throws Exception {
        Document page = parse(new Page("t").verbatim("\n  a\n\tb").html());
        // The one line end after the tag belongs to HTML, not to the text.
        assertThat(all(page, "pre").get(0).getTextContent()).isEqualTo("\n" + "\n  a\n\tb");
    }

    @Test
    void aPageIsWrittenAsUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Page page = new Page("β-VAE → 99 %");
        page.write(file);
        assertThat(Files.readString(file)).isEqualTo(page.html()).contains("<h1>β-VAE → 99 %</h1>");
    }
}
