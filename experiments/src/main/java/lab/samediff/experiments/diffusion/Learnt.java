package lab.samediff.experiments.diffusion;

import java.util.Map;
import lab.samediff.models.dynamics.ChangeOfVariables;
import lab.samediff.models.dynamics.NoiseModel;
import lab.samediff.models.dynamics.NoiseSchedule;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link Denoising} has learnt, for points of FLOAT or DOUBLE. */
final class Learnt implements NoiseModel {
    private final Denoising training;
    private final Call noise;
    private final Call withDivergence;

    Learnt(Denoising training, Params params) {
        this.training = training;
        int dim = training.model().dim();
        noise = Call.of(params, s -> training.noise(s, s.input("x", -1, dim)));
        withDivergence = Call.of(params, s -> {
            SDVariable x = s.input("x", -1, dim);
            SDVariable found = s.report("noise", training.noise(s, x));
            return s.report("divergence", training.model().divergence(s, found, x));
        });
    }

    @Override
    public INDArray noise(double t, INDArray x) {
        return noise.run(inputs(t, x)).castTo(x.dataType());
    }

    /** The score −ε̂ / σ(t) of the density at time t. */
    INDArray score(double t, INDArray x) {
        return noise(t, x).mul(-1 / training.schedule().sigma(t));
    }

    /** The probability flow σ′(t) ε̂ with its divergence. */
    ChangeOfVariables.Flow flow(double t, INDArray x) {
        NoiseSchedule schedule = training.schedule();
        Map<String, INDArray> found = withDivergence.reported(inputs(t, x));
        return new ChangeOfVariables.Flow(
                at(found, "noise").castTo(x.dataType()).mul(schedule.sigmaRate(t)),
                at(found, "divergence").castTo(x.dataType()).mul(schedule.sigmaRate(t)));
    }

    private static INDArray at(Map<String, INDArray> found, String name) {
        INDArray value = found.get(name);
        if (value == null) throw new IllegalStateException("the graph did not report " + name);
        return value;
    }

    private Map<String, INDArray> inputs(double t, INDArray x) {
        INDArray times = Nd4j.valueArrayOf(new long[] {x.size(0), 1}, t, DataType.FLOAT);
        return training.inputs(times, x.castTo(DataType.FLOAT));
    }
}
