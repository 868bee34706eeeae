package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import lab.samediff.experiments.Hostile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged ledgers and states of runs end in the documented exception, or are written and read back to themselves. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JsonMutationsTest {
    private static final int CASES = 2_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final LedgerFile LEDGER = new LedgerFile(
            LedgerFile.FORMAT,
            "decay",
            "Exponential decay",
            "Nobody 1900",
            List.of(new LedgerFile.Entry(
                    Preset.QUICK,
                    false,
                    List.of("steps=3"),
                    Map.of("steps", 3, "rate", 0.5, "note", "a"),
                    List.of(Reference.exact("decay", "end", Preset.QUICK, 0.875, 1e-9, "1 − 2^−steps")),
                    List.of(new LedgerFile.Seed(
                            1,
                            "2026-01-01T00:00:00Z",
                            new GitState("0123456789abcdef", true),
                            Map.of("cores", 2),
                            Map.of("java", "17"),
                            1.5,
                            Map.of("mnist", new DataUsed("cache", Map.of("mnist/a.gz", "00ff"))),
                            Map.of("end", 0.875, "gap", Double.NaN))))));

    private static final Checkpointer.Facts FACTS = new Checkpointer.Facts(
            1,
            2,
            30,
            12,
            42,
            Map.of("end", 0.875),
            new MetricsLog.Position(1234, 5.5, 1, Map.of("loss", new MetricsLog.Latest(10, 12, 0.25, 5.25))));

    @TempDir
    Path results;

    private Path file;

    @BeforeEach
    void setUp() throws IOException {
        file = Files.createDirectories(results.resolve("reproduced")).resolve("decay.json");
    }

    private boolean readsBackOrIsRefused(byte[] json) throws IOException {
        Files.write(file, json);
        try {
            List<LedgerFile> read = new Ledger(results).files();
            assertThat(Json.read(
                            "written", Json.pretty(read.get(0)).getBytes(StandardCharsets.UTF_8), LedgerFile.class))
                    .isEqualTo(read.get(0));
            assertThat(LedgerPage.of(read)).startsWith("# Reproduced results");
            LedgerFile.Entry entry = LEDGER.entries().get(0);
            assertThat(read.get(0).merge(entry).entries()).anyMatch(entry::sameKey);
            return true;
        } catch (IOException e) {
            assertRefusal(e, file.toString());
            return false;
        }
    }

    private static void assertRefusal(IOException e, String where) {
        assertThat(e).hasMessageStartingWith(where + ": ").hasMessageMatching("[^\\p{Cntrl}]{1,1000}");
        assertThat(e.getMessage()).containsPattern("(line \\d+, column \\d+|format is|size)");
    }

    @Test
    void theCommittedLedgerIsRead() throws IOException {
        Path repository = Results.repository(Path.of("")).orElseThrow();
        assertThat(new Ledger(repository.resolve("results")).files()).isNotEmpty();
    }

    @Test
    void eachMutationOfALedgerIsRefusedOrReadsBack() {
        byte[] original = Json.pretty(LEDGER).getBytes(StandardCharsets.UTF_8);
        Hostile.Tally tally =
                Hostile.cases(CASES, MOST_BYTES, random -> readsBackOrIsRefused(Hostile.mutated(original, random)));
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @Test
    void aLedgerWithAnyOtherValueAnywhereIsRefusedOrReadsBack() {
        JsonNode original = JSON.valueToTree(LEDGER);
        Hostile.Tally tally = Hostile.cases(
                CASES,
                MOST_BYTES,
                random -> readsBackOrIsRefused(JSON.writeValueAsBytes(transplanted(original, random))));
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 50);
    }

    /** With one to three of its values taken out, doubled, or replaced by any other. */
    static JsonNode transplanted(JsonNode original, SplittableRandom random) {
        JsonNode root = original.deepCopy();
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            List<JsonNode> parents = new ArrayList<>();
            containers(root, parents);
            if (parents.isEmpty()) break;
            JsonNode parent = Hostile.any(parents, random);
            int at = random.nextInt(parent.size());
            if (parent instanceof ObjectNode object) {
                String name = new ArrayList<>(object.propertyStream().toList())
                        .get(at)
                        .getKey();
                if (random.nextInt(4) == 0) object.remove(name);
                else object.set(name, value(random, 2));
            } else if (parent instanceof ArrayNode array) {
                if (random.nextInt(4) == 0) array.remove(at);
                else if (random.nextInt(4) == 0) array.add(array.get(at).deepCopy());
                else array.set(at, value(random, 2));
            }
        }
        return root;
    }

    private static void containers(JsonNode node, List<JsonNode> found) {
        if (node.isContainerNode() && !node.isEmpty()) found.add(node);
        node.forEach(child -> containers(child, found));
    }

    /** Any value of the grammar. */
    private static JsonNode value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> JSON.getNodeFactory().numberNode(random.nextLong() >> random.nextInt(64));
            case 3 -> JSON.getNodeFactory().numberNode(random.nextDouble() * Math.pow(10, random.nextInt(-30, 30)));
            case 4 -> JSON.getNodeFactory().numberNode(BigInteger.TEN.pow(random.nextInt(1, 400)));
            case 5 -> JSON.getNodeFactory().numberNode(random.nextInt(-3, 4));
            case 6, 7 -> JSON.getNodeFactory().textNode(Hostile.word(random));
            case 8 -> JSON.createArrayNode().add(value(random, depth - 1)).add(value(random, depth - 1));
            default -> JSON.createObjectNode().set(Hostile.word(random), value(random, depth - 1));
        };
    }

    @Test
    void eachMutationOfAStateIsRefusedOrReadsBack() {
        byte[] original = Json.pretty(FACTS).getBytes(StandardCharsets.UTF_8);
        JsonNode tree = JSON.valueToTree(FACTS);
        Hostile.Tally tally = Hostile.cases(CASES, MOST_BYTES, random -> {
            byte[] json = random.nextBoolean()
                    ? Hostile.mutated(original, random)
                    : JSON.writeValueAsBytes(transplanted(tree, random));
            try {
                Checkpointer.Facts read = Json.read("state.json", json, Checkpointer.Facts.class);
                byte[] written = Json.pretty(read).getBytes(StandardCharsets.UTF_8);
                assertThat(Json.read("written", written, Checkpointer.Facts.class))
                        .isEqualTo(read);
                return true;
            } catch (IOException e) {
                assertRefusal(e, "state.json");
                return false;
            }
        });
        assertThat(tally.refused()).isGreaterThan(CASES / 4);
        assertThat(tally.taken()).isGreaterThan(CASES / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seed\" : 1.5",
                "\"seed\" : \"1\"",
                "\"seed\" : 1e30",
                "\"seed\" : null",
                "\"seed\" : true",
                "\"sEEd\" : 1",
                "\"seed\" : 01",
                "\"seed\" : NaN",
                "\"seed\" : 9223372036854775808"
            })
    void aNumberIsNotBentUntilItFits(String instead) throws IOException {
        String json = Json.pretty(LEDGER).replace("\"seed\" : 1", instead);
        assertThat(json).contains(instead);
        Files.writeString(file, json);
        assertThatThrownBy(() -> new Ledger(results).files())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results",
                "references",
                "seeds",
                "git",
                "data",
                "settings",
                "machine",
                "date",
                "preset",
                "standIn"
            })
    void whatIsMissingOrNullIsNamed(String field) throws IOException {
        for (boolean missing : new boolean[] {true, false}) {
            ObjectNode ledger = JSON.valueToTree(LEDGER);
            for (JsonNode parent : List.of(ledger.at("/entries/0"), ledger.at("/entries/0/seeds/0"))) {
                if (!parent.has(field)) continue;
                if (missing) ((ObjectNode) parent).remove(field);
                else ((ObjectNode) parent).putNull(field);
            }
            Files.write(file, JSON.writeValueAsBytes(ledger));
            assertThatThrownBy(() -> new Ledger(results).files())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": line ")
                    .hasMessageContaining(field);
        }
    }

    @Test
    void whatIsNoUtf8OrNestedTooDeepOrLargeIsRefused() throws IOException {
        byte[] json = Json.pretty(LEDGER).getBytes(StandardCharsets.UTF_8);
        json[json.length / 2] = (byte) 0xff;
        Files.write(file, json);
        assertThatThrownBy(() -> new Ledger(results).files()).hasMessageContaining("the byte 0xff");
        for (String text : List.of(
                "[".repeat(10_000_000),
                "{\"format\":1,\"a\":".repeat(100_000),
                "{\"format\":" + "1".repeat(10_000_000) + "}",
                "{\"format\":1,\"name\":\"" + "x".repeat(21_000_000),
                "null",
                "",
                "[]",
                "1",
                "{}",
                "{\"format\":1}",
                "{\"format\":1,\"format\":1}",
                "{\"format\":1,\"@class\":\"java.lang.Runtime\"}")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Hostile.cases(1, 16L * bytes.length + MOST_BYTES, random -> {
                assertThat(readsBackOrIsRefused(bytes)).isFalse();
                return false;
            });
        }
        Path endless = Path.of("/dev/zero");
        if (Files.exists(endless)) {
            assertThatThrownBy(() -> Json.read(endless)).hasMessageStartingWith("/dev/zero: size: more than 67108864");
        }
    }
}
