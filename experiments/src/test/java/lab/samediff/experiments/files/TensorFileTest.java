package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {
    /**
     * Written by hand after the format's description: 200 as 8 bytes, the header of 198 bytes and 2 blanks, 1.5 and -2.0 as
     * float64, 1, 2 and -1 as int32, 255 as uint8.
     */
    private static final String FIXTURE = """
            c8 00 00 00 00 00 00 00
            7b 22 5f 5f 6d 65 74 61 64 61 74 61 5f 5f 22 3a 7b 22 73 74 65 70 22 3a 22 31 32 22 7d 2c
            22 78 22 3a 7b 22 64 74 79 70 65 22 3a 22 46 36 34 22 2c 22 73 68 61 70 65 22 3a 5b 32 5d 2c
            22 64 61 74 61 5f 6f 66 66 73 65 74 73 22 3a 5b 30 2c 31 36 5d 7d 2c
            22 61 2f 62 20 63 22 3a 7b 22 64 74 79 70 65 22 3a 22 49 33 32 22 2c 22 73 68 61 70 65 22 3a 5b 33 2c 31 5d 2c
            22 64 61 74 61 5f 6f 66 66 73 65 74 73 22 3a 5b 31 36 2c 32 38 5d 7d 2c
            22 75 22 3a 7b 22 64 74 79 70 65 22 3a 22 55 38 22 2c 22 73 68 61 70 65 22 3a 5b 5d 2c
            22 64 61 74 61 5f 6f 66 66 73 65 74 73 22 3a 5b 32 38 2c 32 39 5d 7d 7d
            20 20
            00 00 00 00 00 00 f8 3f 00 00 00 00 00 00 00 c0
            01 00 00 00 02 00 00 00 ff ff ff ff
            ff
            """;

    private static final TensorFile VALUE = new TensorFile(
            Map.of(
                    "x", Tensor.of(new double[] {1.5, -2}, 2),
                    "a/b c", Tensor.of(new int[] {1, 2, -1}, 3, 1),
                    "u", Tensor.of(new byte[] {-1})),
            Map.of("step", "12"));

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return file(text.length, text, data);
    }

    private static byte[] file(long length, byte[] header, int data) {
        return ByteBuffer.allocate(8 + header.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .array();
    }

    private static void assertRefused(byte[] file, String field, String word) {
        assertThatExceptionOfType(TensorFileException.class)
                .isThrownBy(() -> TensorFile.parse("model.st", file))
                .satisfies(e -> assertThat(e.field()).startsWith(field))
                .withMessageStartingWith("model.st: " + field)
                .withMessageContaining(word);
    }

    @Test
    void theLayoutIsThatOfTheFixture() throws TensorFileException {
        byte[] fixture = HexFormat.of().parseHex(FIXTURE.replaceAll("\\s", ""));
        assertThat(VALUE.bytes())
                .asHexString()
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(fixture));
        TensorFile read = TensorFile.parse("fixture", fixture);
        assertThat(read).isEqualTo(VALUE);
        assertThat(read.tensors().get("x").doubles()).containsExactly(1.5, -2);
        assertThat(read.tensors().get("a/b c").ints()).containsExactly(1, 2, -1);
        assertThat(read.tensors().get("a/b c").shape()).containsExactly(3L, 1L);
        assertThat(read.tensors().get("u").bytes()).containsExactly(-1);
        assertThat(read.metadata()).containsExactly(Map.entry("step", "12"));
    }

    @Test
    void eachTypeComesBackBitForBit() throws TensorFileException {
        float[] floats = {0f, -0f, Float.NaN, Float.intBitsToFloat(0x7fc01234), Float.MIN_VALUE, -1 / 0f};
        double[] doubles = {-0.0, Double.longBitsToDouble(0x7ff8000000001234L), Math.PI};
        long[] longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE};
        Map<String, Tensor> tensors = new HashMap<>();
        tensors.put("f", Tensor.of(floats, 2, 3));
        tensors.put("d", Tensor.of(doubles, 3));
        tensors.put("l", Tensor.of(longs, 1, 3, 1));
        tensors.put("none", Tensor.of(new float[0], 0, 7));
        tensors.put("b", Tensor.of(new byte[] {1, 2, 3}, 3));
        TensorFile written = new TensorFile(tensors, Map.of("ключ", "😀 \"\\\n\0", "", ""));
        TensorFile read = TensorFile.parse("types", written.bytes());
        assertThat(read).isEqualTo(written);
        assertThat(read.bytes()).isEqualTo(written.bytes());
        float[] back = read.tensors().get("f").floats();
        for (int i = 0; i < floats.length; i++) {
            assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(Float.floatToRawIntBits(floats[i]));
        }
        assertThat(Double.doubleToRawLongBits(read.tensors().get("d").doubles()[1]))
                .isEqualTo(0x7ff8000000001234L);
        assertThat(read.tensors().get("l").longs()).isEqualTo(longs);
        assertThat(read.tensors().get("none").floats()).isEmpty();
    }

    @Test
    void oneNumberThatIsNotFiniteIsFound() {
        for (int i = 0; i < 3; i++) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                double[] doubles = {1, -0.0, Double.MAX_VALUE};
                float[] floats = {1, Float.MIN_VALUE, -Float.MAX_VALUE};
                assertThat(Tensor.of(doubles, 3).isFinite()).isTrue();
                assertThat(Tensor.of(floats, 3).isFinite()).isTrue();
                doubles[i] = bad;
                floats[i] = (float) bad;
                assertThat(Tensor.of(doubles, 3).isFinite()).isFalse();
                assertThat(Tensor.of(floats, 3).isFinite()).isFalse();
            }
        }
        assertThat(Tensor.of(new long[] {-1, Long.MAX_VALUE}, 2).isFinite()).isTrue();
    }

    @Test
    void numbersBeginAtMultiplesOfTheirSize() {
        byte[] file = new TensorFile(
                        Map.of(
                                "a", Tensor.of(new byte[] {9}, 1),
                                "b", Tensor.of(new float[] {1}, 1),
                                "c", Tensor.of(new long[] {7}, 1)),
                        Map.of())
                .bytes();
        int data = file.length - 13;
        assertThat(data % 8).isZero();
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(buffer.getLong(0)).isEqualTo(data - 8);
        assertThat(buffer.getLong(data)).isEqualTo(7);
        assertThat(buffer.getFloat(data + 8)).isEqualTo(1);
        assertThat(file[file.length - 1]).isEqualTo((byte) 9);
    }

    @Test
    void theOrderInTheMapDoesNotMatter() {
        Map<String, Tensor> forth = new LinkedHashMap<>();
        Map<String, Tensor> back = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            forth.put("t" + i, Tensor.of(new float[] {i}, 1));
            back.put("t" + (8 - i), Tensor.of(new float[] {8 - i}, 1));
        }
        assertThat(new TensorFile(forth, Map.of()).bytes()).isEqualTo(new TensorFile(back, Map.of()).bytes());
    }

    @Test
    void anEmptyFileHasAHeaderStill() throws TensorFileException {
        TensorFile empty = new TensorFile(Map.of(), Map.of());
        assertThat(empty.bytes()).asHexString().isEqualTo("08000000000000007B7D202020202020");
        assertThat(TensorFile.parse("empty", empty.bytes())).isEqualTo(empty);
        assertThat(TensorFile.parse("unpadded", file("{}", 0))).isEqualTo(empty);
    }

    @Test
    void headersOfOtherWritersMayHaveAnotherOrderAndBlanks() throws TensorFileException {
        TensorFile read = TensorFile.parse(
                "other",
                file(
                        "{ \"b\":{\"data_offsets\":[4,8],\"dtype\":\"F32\",\"shape\":[]},\n\"a\":{\"dtype\":\"U8\","
                                + "\"shape\":[2,2],\"data_offsets\":[0,4]} }   ",
                        8));
        assertThat(read.tensors().keySet()).containsExactly("a", "b");
        assertThat(TensorFile.parse("again", read.bytes())).isEqualTo(read);
    }

    @Test
    void headerLengthsThatCannotBeAreRefused() {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
        assertRefused(new byte[0], "header length", "0 bytes");
        assertRefused(new byte[7], "header length", "7 bytes");
        assertRefused(file(Long.MIN_VALUE, header, 0), "header length", "9223372036854775808");
        assertRefused(file(-1, header, 0), "header length", "18446744073709551615");
        assertRefused(file(Long.MAX_VALUE, header, 0), "header length", "9223372036854775807");
        assertRefused(file((16 << 20) + 1, header, 0), "header length", "16777217, at most 16777216");
        assertRefused(file(16 << 20, header, 0), "header length", "only 2 bytes follow");
        assertRefused(file(3, header, 0), "header length", "only 2 bytes follow");
        assertRefused(file(0, header, 0), "header", "must begin with {");
        assertRefused(file(1, header, 0), "header", "must begin with {");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "[]|header|must begin",
                " {}|header|must begin",
                "{}LINE|header|must begin",
                "{}{}|header|",
                "{} {}|header|",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}|header|",
                "{'a':{}}|header|",
                "{\"a\":[]}|entry of \"a\"|START_OBJECT",
                "{\"a\":{}}|dtype of \"a\"|not there",
                "{\"a\":{\"dtype\":\"U8\"}}|shape of \"a\"|not there",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4]}}|data_offsets of \"a\"|must be there",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4]}}|data_offsets of \"a\"|two",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4,4]}}|data_offsets of \"a\"|more than 2",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4],\"@class\":\"x\"}}|entry of \"a\"|@class",
                "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|header|Duplicate",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"a\":{}}|header|Duplicate",
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}|dtype of \"a\"|known are [F64",
                "{\"a\":{\"dtype\":\"f32\",\"shape\":[1],\"data_offsets\":[0,4]}}|dtype of \"a\"|f32",
                "{\"a\":{\"dtype\":8,\"shape\":[4],\"data_offsets\":[0,4]}}|dtype of \"a\"|VALUE_STRING",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":4,\"data_offsets\":[0,4]}}|shape of \"a\"|START_ARRAY",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4.0],\"data_offsets\":[0,4]}}|shape of \"a\"|VALUE_NUMBER_INT",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[\"4\"],\"data_offsets\":[0,4]}}|shape of \"a\"|VALUE_NUMBER_INT",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[-4],\"data_offsets\":[0,4]}}|shape of \"a\"|-4",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775808],\"data_offsets\":[0,4]}}|shape of \"a\"|from 0",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}|shape of \"a\"|counted",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,4]}}|shape of \"a\"|counted",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}}"
                        + "|data_offsets of \"a\"|4 bytes of data",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}|data_offsets of \"a\"|4 bytes of data",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}|data|4 bytes of them",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,4]}}|data_offsets of \"a\"|[3] has 3",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,0]}}|data_offsets of \"a\"|hole",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}|data_offsets of \"a\"|hole after 0",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}|data_offsets of \"b\"|inside",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3,4]}}|data_offsets of \"b\"|hole after 2",
                "{\"\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|name of \"\"|not allowed",
                "{\"a\\n\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|name of \"a|not allowed",
                "{\"é\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|name of \"é\"|not allowed",
                "{\"__metadata__\":[]}|__metadata__|START_OBJECT",
                "{\"__metadata__\":{\"a\":1}}|__metadata__ \"a\"|VALUE_STRING",
                "{\"__metadata__\":{\"a\":{}}}|__metadata__ \"a\"|VALUE_STRING",
                "{\"__metadata__\":{\"a\":\"\\ud800\"}}|__metadata__|surrogate",
                "{\"__metadata__\":{\"\\udc00\":\"a\"}}|__metadata__|surrogate",
                "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}|header|Duplicate",
                "{\"__metadata__\":{},\"__metadata__\":{}}|header|Duplicate",
            })
    void headersThatDoNotFitFourBytesAreRefused(String header, String field, String word) {
        assertRefused(file(header.replace("LINE", "\n"), 4), field, word == null ? "" : word);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] header = "{\"a\":{}}".getBytes(StandardCharsets.UTF_8);
        header[2] = (byte) 0xff;
        assertRefused(file(header.length, header, 0), "header", "not UTF-8");
        assertRefused(file(8, "{}\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8), 0), "header", "must begin");
        assertRefused(file("\ufeff{}", 0), "header", "must begin");
        byte[] wide = "{}  ".getBytes(StandardCharsets.UTF_16LE);
        assertRefused(file(wide.length, wide, 0), "header", "");
    }

    @Test
    void deepNestingIsRefusedWithoutAnOverflow() {
        for (String nest : List.of("[", "{\"a\":")) {
            String deep = "{\"a\":" + nest.repeat(1_000_000) + "}";
            assertRefused(file(deep, 0), "", "");
        }
    }

    @Test
    void manyTensorsAreReadAndTooManyRefused() throws TensorFileException {
        assertThat(TensorFile.parse("many", file(header(100_000), 0)).tensors()).hasSize(100_000);
        assertRefused(file(header(100_001), 0), "header", "more than 100000");
        Map<String, Tensor> tensors = IntStream.rangeClosed(0, 100_000)
                .boxed()
                .collect(Collectors.toMap(i -> "t" + i, i -> Tensor.of(new byte[0], 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorFile(tensors, Map.of()))
                .withMessageContaining("100001");
        tensors.remove("t0");
        assertThat(new TensorFile(tensors, Map.of()).tensors()).hasSize(100_000);
    }

    private static String header(int tensors) {
        return IntStream.range(0, tensors)
                .mapToObj(i -> "\"t" + i + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void arraysHaveThirtyTwoDimensionsAtMost() throws TensorFileException {
        long[] shape = new long[32];
        Arrays.fill(shape, 1);
        TensorFile most = new TensorFile(Map.of("a", Tensor.of(new float[1], shape)), Map.of());
        assertThat(TensorFile.parse("most", most.bytes())).isEqualTo(most);
        long[] more = new long[33];
        Arrays.fill(more, 1);
        Tensor tensor = Tensor.of(new byte[1], more);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorFile(Map.of("a", tensor), Map.of()))
                .withMessageContaining("32");
        String sizes = "1,".repeat(32) + "1";
        assertRefused(
                file("{\"a\":{\"dtype\":\"U8\",\"shape\":[" + sizes + "],\"data_offsets\":[0,1]}}", 1),
                "shape of \"a\"",
                "more than 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "__metadata__", "a\"b", "a\\b", "a\nb", "é", "a:b"})
    void namesThatReadersMayNotTakeAreNotWritten(String name) {
        Tensor tensor = Tensor.of(new byte[1], 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new TensorFile(Map.of(name, tensor), Map.of()));
    }

    @Test
    void namesHave256CharactersAtMost() throws TensorFileException {
        Tensor tensor = Tensor.of(new byte[1], 1);
        TensorFile longest = new TensorFile(Map.of("x".repeat(256), tensor), Map.of());
        assertThat(TensorFile.parse("longest", longest.bytes())).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorFile(Map.of("x".repeat(257), tensor), Map.of()))
                .withMessageContaining("256");
    }

    @Test
    void halfOfASurrogatePairIsNotWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TensorFile(Map.of(), Map.of("a", "\ud800")));
        assertThatIllegalArgumentException().isThrownBy(() -> new TensorFile(Map.of(), Map.of("\ud800", "a")));
    }

    @Test
    void aHeaderThatNobodyWouldReadIsNotWritten() throws TensorFileException {
        String half = "x".repeat(8 << 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorFile(Map.of(), Map.of("a", half, "b", half)).bytes())
                .withMessageContaining("too large");
        String most = "x".repeat((16 << 20) - "{\"__metadata__\":{\"a\":\"\"}}".length());
        byte[] file = new TensorFile(Map.of(), Map.of("a", most)).bytes();
        assertThat(file).hasSize(8 + (16 << 20));
        assertThat(TensorFile.parse("most", file).metadata()).containsEntry("a", most);
    }

    @Test
    void shapesMustFitTheirData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(new float[3], 2, 2))
                .withMessageContaining("16 bytes, not 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(new float[1], -1, -1))
                .withMessageContaining("negative");
        assertThatIllegalStateException()
                .isThrownBy(() -> Tensor.of(new float[1], 1).doubles())
                .withMessageContaining("F32, not F64");
    }

    @Test
    void aTensorCannotBeChangedFromOutside() {
        byte[] bytes = {1, 2};
        Tensor tensor = Tensor.of(bytes, 2);
        bytes[0] = 7;
        assertThat(tensor.bytes()).containsExactly(1, 2);
        tensor.data().position(1);
        assertThat(tensor.data().remaining()).isEqualTo(2);
        assertThat(tensor.data().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> tensor.data().put((byte) 1));
    }
}
