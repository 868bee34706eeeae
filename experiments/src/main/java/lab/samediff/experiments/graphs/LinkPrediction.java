package lab.samediff.experiments.graphs;

import java.io.IOException;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.report.Ranking;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graphs.LinkModel;
import lab.samediff.pipelines.graphs.Cora;

/** One model of Cora's edges: trained, tested and drawn. */
final class LinkPrediction {
    private LinkPrediction() {}

    static void run(Run run, LinkTraining training, LinkModel model) throws IOException {
        Cora cora = Cora.load(run.data());
        run.used(cora.provenance());
        LinkTask task = new LinkTask(cora.papers(), LinkTraining.split(cora.papers(), run), model);
        Params params = training.fit(run, task, cora.papers(), "");
        Ranking test = task.test(task.scores(params));
        run.result("test_auc", test.rocAuc());
        run.result("test_ap", test.averagePrecision());
        run.result("validation_auc", task.validation(task.scores(params)).rocAuc());
        run.result("parameters", (double) params.count());
        LinkFigures.write(run, test, cora.papers(), task.embeddings(params));
    }
}
