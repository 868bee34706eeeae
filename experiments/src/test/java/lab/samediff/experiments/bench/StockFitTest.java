package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StockFitTest {
    private static final BenchModel MODEL = BenchModels.named("score");

    @Test
    void itTakesTheStepsThatOursTakes() {
        Workload ours = new Workload(MODEL);
        StockFit fit = new StockFit(MODEL);
        double first = fit.loss();
        fit.fit(3);
        double begin = ours.step();
        ours.step();
        ours.step();
        assertThat(Agreement.objection(begin, ours.step(), first, fit.loss(), "fit"))
                .isEmpty();
        assertThat(fit.loss()).isLessThan(first);
    }

    @Test
    void aGameIsNotForIt() {
        BenchModel.Objective loss = MODEL.objectives().get(0);
        BenchModel game = new BenchModel("game", "a game", MODEL.inputs(), List.of(loss, loss));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StockFit(game))
                .withMessageContaining("2");
    }
}
