package lab.samediff.experiments.adversarial;

import java.util.Map;
import lab.samediff.experiments.core.Run;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Step;
import lab.samediff.models.vision.LeNet;
import lab.samediff.pipelines.Batches;
import lab.samediff.pipelines.images.LabelledImages;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A classifier of grey images that is trained here, and what it makes of pictures given as rows [n, size · size]. */
final class LeNetFeatures {
    private static final int CHUNK = 500;

    private final LeNet model;
    private final Call logits;
    private final Call features;

    /** Trains it on the first ones of {@code all}. */
    LeNetFeatures(Judge judge, Run run, LabelledImages all) {
        LabelledImages images = all.atMost(judge.images());
        model = judge.model();
        Params params = new Params(judge.seed());
        Step step = run.step(
                params, judge.rule(), s -> CrossEntropy.ofLogits(logits(s), s.input("label", -1, model.classes())));
        logits = Call.of(params, this::logits);
        features = Call.of(params, s -> model.features(s.in("lenet"), image(s)));
        Batches batches = run.batches(images.size(), judge.batch(), judge.seed(), Batches.Last.KEEP);
        for (int i : run.steps(judge.epochs() * batches.perEpoch())) {
            int[] rows = batches.next();
            double loss = step.run(Map.of("image", square(images.images(rows)), "label", images.oneHot(rows)));
            if (i % 10 == 0) run.log("judge_loss", loss);
        }
    }

    private SDVariable logits(Scope s) {
        return model.logits(s.in("lenet"), image(s));
    }

    private SDVariable image(Scope s) {
        return s.input("image", -1, model.size(), model.size(), 1);
    }

    private INDArray square(INDArray pictures) {
        return pictures.reshape(pictures.size(0), model.size(), model.size(), 1);
    }

    /** The normal distribution of the pictures' features. */
    Frechet features(INDArray pictures) {
        return Frechet.of(read(features, pictures));
    }

    /** The class of each picture. */
    int[] classes(INDArray pictures) {
        double[][] scores = read(logits, pictures);
        int[] classes = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            for (int c = 1; c < scores[i].length; c++) if (scores[i][c] > scores[i][classes[i]]) classes[i] = c;
        }
        return classes;
    }

    private double[][] read(Call call, INDArray pictures) {
        int n = Math.toIntExact(pictures.size(0));
        double[][] all = new double[n][];
        for (int from = 0; from < n; from += CHUNK) {
            INDArray part = pictures.get(NDArrayIndex.interval(from, Math.min(n, from + CHUNK)))
                    .dup();
            double[][] read = call.run(Map.of("image", square(part))).toDoubleMatrix();
            System.arraycopy(read, 0, all, from, read.length);
        }
        return all;
    }
}
