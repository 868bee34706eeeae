package lab.samediff.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ParamsTest {
    private static Params of(long seed, String... names) {
        Params params = new Params(seed);
        for (String name : names) params.getOrCreate(name, Init.normal(1, 3));
        return params;
    }

    @Test
    void beginningsDoNotDependOnTheOrderOfBuilding() {
        Params forth = of(7, "a", "b/w", "c");
        Params back = of(7, "c", "b/w", "a");
        forth.arrays()
                .forEach((name, array) ->
                        assertThat(back.arrays().get(name)).as(name).isEqualTo(array));
    }

    @Test
    void beginningsDependOnSeedAndName() {
        Set<List<Float>> seen = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            // "Aa" and "BB" have the same String.hashCode.
            for (INDArray array : of(seed, "Aa", "BB", "w", "b").arrays().values()) {
                float[] values = array.toFloatVector();
                seen.add(List.of(values[0], values[1], values[2]));
            }
        }
        assertThat(seen).hasSize(80);
    }

    @Test
    void underTakesWholePathSegmentsAndSharesArrays() {
        Params all = of(7, "critic", "critic/w", "critic/deep/b", "critics/w", "actor/w");
        Params part = all.under("critic");
        assertThat(part.arrays().keySet()).containsExactly("critic", "critic/w", "critic/deep/b");
        assertThat(part.arrays().get("critic/w")).isSameAs(all.arrays().get("critic/w"));
        assertThat(all.under("").arrays()).isEqualTo(all.arrays());
        assertThat(all.under("nobody").arrays()).isEmpty();
    }

    @Test
    void aCopyLivesItsOwnLife() {
        Params params = of(7, "w");
        Params copy = params.copy();
        assertThat(copy.arrays().get("w")).isEqualTo(params.arrays().get("w"));
        params.arrays().get("w").muli(2);
        assertThat(copy.arrays().get("w")).isNotEqualTo(params.arrays().get("w"));
    }

    @Test
    void anotherShapeForAKnownNameIsAnErrorThatSaysBoth() {
        Params params = of(7, "block/w");
        assertThatThrownBy(() -> params.getOrCreate("block/w", Init.zeros(4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("block/w", "[4]", "[3]");
    }

    @Test
    void countsAndTypes() {
        assertThat(of(7, "a", "b").count()).isEqualTo(6);
        assertThat(new Params(1, DataType.DOUBLE).getOrCreate("a", Init.ones(1)).dataType())
                .isEqualTo(DataType.DOUBLE);
        assertThatThrownBy(() -> new Params(1, DataType.INT32)).hasMessageContaining("FLOAT or DOUBLE");
        assertThatThrownBy(() -> of(7, "a").arrays().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
