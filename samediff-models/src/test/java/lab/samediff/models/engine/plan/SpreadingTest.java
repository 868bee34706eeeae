package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import lab.samediff.models.engine.Differentiated;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Mlp;
import lab.samediff.models.layers.Norms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches dealt out to two and three threads give what the whole batch gives, whatever the loss; also batches that do
 * not divide evenly and batches smaller than the team. The limit of time is there because a lost thread would hang.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpreadingTest {
    private static final int WIDTH = 4;
    private static final int[] BATCHES = {1, 2, 3, 5, 6, 7};

    /** Losses in which rows of the batch meet. */
    private enum Meeting {
        BATCH_NORM {
            @Override
            SDVariable loss(Scope s) {
                SDVariable normal = Norms.batchNorm(s.in("norm"), hidden(s), WIDTH, 1e-2);
                return Ops.mean(Ops.exp(Ops.mul(normal, s.param("v", Init.normal(1, WIDTH)))), false);
            }
        },
        COVARIANCE {
            @Override
            SDVariable loss(Scope s) {
                SDVariable z = hidden(s);
                SDVariable centred = Ops.sub(z, Ops.mean(z, true, 0));
                SDVariable covariance = Ops.matmul(centred, centred, true, false);
                return Ops.mean(Ops.square(s.report("covariance", covariance)), false);
            }
        },
        CONTRASTIVE {
            @Override
            SDVariable loss(Scope s) {
                SDVariable z = hidden(s);
                SDVariable other = Ops.matmul(z, s.param("other", Init.normal(1, WIDTH, WIDTH)));
                SDVariable logits = s.report("logits", Ops.matmul(z, other, false, true));
                SDVariable both = Ops.add(Ops.logSoftmax(logits, 1), Ops.logSoftmax(logits, 0));
                return Ops.neg(Ops.mean(Ops.mul(both, Ops.softmax(Ops.matmul(z, z, false, true), 1)), false));
            }
        },
        PAIRS {
            @Override
            SDVariable loss(Scope s) {
                SDVariable z = Ops.sum(hidden(s), true, 1);
                SDVariable differences = Ops.sub(z, Arrange.permute(z, 1, 0));
                return Ops.mean(Ops.sqrt(Ops.add(Ops.square(differences), 0.1)), false);
            }
        },
        SOFTMAX_OVER_THE_BATCH {
            @Override
            SDVariable loss(Scope s) {
                SDVariable z = hidden(s);
                return Ops.sum(Ops.mul(Ops.softmax(z, 0), Ops.max(z, true, 0)), false);
            }
        },
        RUNNING_SUM {
            @Override
            SDVariable loss(Scope s) {
                return Ops.mean(Ops.square(Ops.cumsum(hidden(s), 0)), false);
            }
        },
        SQUARE_OF_A_MEAN {
            @Override
            SDVariable loss(Scope s) {
                return Ops.square(Ops.mean(hidden(s), false));
            }
        };

        abstract SDVariable loss(Scope s);
    }

    /** Losses that are a sum over rows, with rows moved about. */
    private enum Apart {
        SUM {
            @Override
            SDVariable loss(Scope s) {
                return Ops.sum(Ops.square(hidden(s)), false);
            }
        },
        TWO_TERMS {
            @Override
            SDVariable loss(Scope s) {
                SDVariable z = hidden(s);
                return Ops.add(Ops.mean(Ops.square(z), false), Ops.mul(Ops.sum(Ops.tanh(z), false), 0.3));
            }
        },
        DECAY {
            @Override
            SDVariable loss(Scope s) {
                SDVariable decay = Ops.sum(Ops.square(s.param("u", Init.normal(1, 2, WIDTH))), false);
                return Ops.add(Ops.mean(Ops.square(hidden(s)), false), decay);
            }
        },
        CONCATENATED_BATCHES {
            @Override
            SDVariable loss(Scope s) {
                SDVariable z = hidden(s);
                SDVariable twice = Arrange.concat(0, z, Ops.square(z));
                SDVariable w = s.param("again", Init.normal(1, WIDTH, 3));
                return Ops.mean(Ops.square(Ops.tanh(Ops.matmul(twice, w))), false);
            }
        },
        BATCH_LAST {
            @Override
            SDVariable loss(Scope s) {
                SDVariable turned = Arrange.permute(hidden(s), 1, 0);
                SDVariable mixed = Ops.matmul(s.param("mix", Init.normal(1, 3, WIDTH)), turned);
                return Ops.mean(Ops.square(Ops.add(Ops.tanh(mixed), Ops.sum(turned, true, 0))), false);
            }
        },
        BATCH_IN_THE_MIDDLE {
            @Override
            SDVariable loss(Scope s) {
                SDVariable cube = Arrange.reshape(hidden(s), -1, 2, 2);
                SDVariable turned = Ops.tanh(Arrange.permute(cube, 1, 0, 2));
                SDVariable w = s.param("heads", Init.normal(1, 2, 2, 3));
                return Ops.mean(Ops.square(Ops.matmul(turned, w)), false);
            }
        };

        abstract SDVariable loss(Scope s);
    }

    private static SDVariable hidden(Scope s) {
        SDVariable product = Ops.matmul(s.input("x", -1, 3), s.param("w", Init.normal(1, 3, WIDTH)));
        return Ops.tanh(Ops.add(product, s.param("b", Init.normal(1, WIDTH))));
    }

    private static Map<String, INDArray> inputs(int batch) {
        return Map.of("x", Plans.normal(batch, batch, 3));
    }

    private static Meeting[] meetings() {
        return Meeting.values();
    }

    private static Apart[] apart() {
        return Apart.values();
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void lossesInWhichRowsMeetAreThoseOfTheWholeBatch(Meeting loss) {
        for (int batch : BATCHES) Plans.agrees(loss::loss, inputs(batch));
    }

    @ParameterizedTest
    @MethodSource("apart")
    void rowsThatAreMovedAreThoseOfTheWholeBatch(Apart loss) {
        for (int batch : BATCHES) Plans.agrees(loss::loss, inputs(batch));
    }

    /** The batch as 3 groups of rows, cut and put together in another order. */
    @Test
    void rowsSlicedAlongTheBatch() {
        for (int batch : new int[] {3, 6, 9}) {
            Plans.agrees(
                    s -> {
                        SDVariable groups = Arrange.reshape(hidden(s), 3, -1, WIDTH);
                        SDVariable first = Arrange.slice(groups, 0, 0, 2);
                        SDVariable last = Arrange.slice(groups, 0, 2, 1);
                        SDVariable turned = Ops.tanh(Ops.mul(Arrange.concat(0, last, first), groups));
                        SDVariable joined = Ops.mul(Ops.add(turned, last), Arrange.slice(groups, 0, 0, 1));
                        return Ops.mean(Ops.square(joined), false);
                    },
                    inputs(batch));
        }
    }

    /** Inputs of the batch and inputs that have none, and an input whose first size only happens to be as large. */
    @Test
    void inputsBesideTheBatch() {
        Map<String, INDArray> inputs = new LinkedHashMap<>(inputs(6));
        inputs.put("mix", Plans.normal(2, 6, WIDTH));
        inputs.put("scale", Plans.normal(3, WIDTH));
        Plans.agrees(
                s -> {
                    SDVariable scaled = Ops.mul(hidden(s), s.input("scale", WIDTH));
                    SDVariable mixed = Ops.matmul(scaled, s.input("mix", -1, WIDTH), false, true);
                    return Ops.mean(Ops.square(mixed), false);
                },
                inputs);
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void whereRowsMeetThreadsWait(Meeting loss) {
        int plain = meetings(s -> Ops.mean(Ops.square(hidden(s)), false));
        if (loss == Meeting.SQUARE_OF_A_MEAN) assertThat(meetings(loss::loss)).isPositive();
        else assertThat(meetings(loss::loss)).isGreaterThan(plain);
    }

    @Test
    void aPlainNetworkWaitsAtMostOnce() {
        Mlp mlp = new Mlp(3, 8, 3, 2, Activation.TANH);
        assertThat(meetings(s -> Ops.mean(Ops.square(mlp.apply(s, s.input("x", -1, 3))), false)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void noMoreThreadsThanSamples() {
        Differentiated source = Plans.loss(Apart.SUM::loss);
        assertThat(Plans.plan(source, inputs(7), Plans.THREE).threads()).isEqualTo(3);
        assertThat(Plans.plan(source, inputs(2), Plans.THREE).threads()).isEqualTo(2);
        assertThat(Plans.plan(source, inputs(1), Plans.THREE).threads()).isEqualTo(1);
    }

    private static int meetings(Function<Scope, SDVariable> build) {
        Plan plan = Plans.plan(Plans.loss(build), inputs(6), Plans.TWO);
        assertThat(plan.threads()).isEqualTo(2);
        return plan.meetings();
    }
}
