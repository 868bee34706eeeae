package lab.samediff.experiments.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graphs.Gcn;
import lab.samediff.models.graphs.PooledGcn;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.StandIns;
import lab.samediff.pipelines.molecules.AtomFeatures;
import lab.samediff.pipelines.molecules.Molecule;
import lab.samediff.pipelines.molecules.MoleculeNet;
import lab.samediff.pipelines.molecules.MoleculeTable;
import lab.samediff.pipelines.molecules.Smiles;
import lab.samediff.pipelines.molecules.SmilesException;
import lab.samediff.pipelines.molecules.Split;
import lab.samediff.pipelines.molecules.Splitting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PredictorTest {
    private static final PooledGcn MODEL = new PooledGcn(new Gcn(AtomFeatures.RICH.width(), 16, 2, 1), 16, 0);

    private static MoleculeData data(Task task, Splitting how) throws IOException {
        DataAccess access = DataAccess.of(Map.of()).withStandIns(StandIns.ALWAYS);
        MoleculeTable table = MoleculeNet.load(access, task.source()).table().thinned(120);
        Split split = how.split(table.molecules(), new SplittableRandom(1));
        return MoleculeData.of(task, table, split, AtomFeatures.RICH);
    }

    @ParameterizedTest
    @EnumSource
    void learningIsSeenInTheMeasureOfTheTrainingMolecules(Task task) throws IOException {
        MoleculeData data = data(task, Splitting.RANDOM);
        Params params = new Params(1);
        Predictor predictor = new Predictor(params, MODEL, data);
        double before = predictor.measure(data.split().train());
        Step step = Step.of(params, Rule.adam(1e-2), s -> task.loss(predictor.output(s), s.input("value", -1, 1)));
        int[] all = IntStream.range(0, data.split().train().size()).toArray();
        for (int i = 0; i < 60; i++) step.run(data.training(all));
        double after = predictor.measure(data.split().train());
        assertThat(task == Task.BBBP ? after - before : before - after).isPositive();
        assertThat(task == Task.BBBP ? 1 - after : after).isLessThan(task == Task.BBBP ? 0.2 : 1.0);
    }

    @Test
    void whatIsToBeSaidHasMeanZeroAndDeviationOne() throws IOException {
        MoleculeData data = data(Task.ESOL, Splitting.RANDOM);
        int[] all = IntStream.range(0, data.split().train().size()).toArray();
        INDArray value = data.training(all).getOrDefault("value", Nd4j.empty());
        assertThat(value.meanNumber().doubleValue()).isCloseTo(0, within(1e-5));
        assertThat(value.norm2Number().doubleValue()).isCloseTo(Math.sqrt(all.length), within(1e-3));
        assertThat(data.scale().toValue(data.scale().toOutput(-3.25))).isCloseTo(-3.25, within(1e-12));
        assertThat(Scale.of(new double[] {2, 2})).isEqualTo(new Scale(2, 1));
    }

    @Test
    void predictionsDoNotDependOnWhatElseIsInTheBatch() throws IOException {
        MoleculeData data = data(Task.ESOL, Splitting.RANDOM);
        Predictor predictor = new Predictor(new Params(1), MODEL, data);
        List<Integer> rows = IntStream.range(0, 100).boxed().toList();
        double[] together = predictor.predict(rows);
        for (int row : new int[] {0, 63, 64, 99}) {
            assertThat(predictor.predict(List.of(row))[0]).isCloseTo(together[row], within(1e-4));
        }
    }

    @Test
    void symmetricAtomsContributeEqually() throws SmilesException, IOException {
        MoleculeData data = of("CCOCC", "OCC(Br)CO", "CC", "CCN", "CCS", "CO", "C", "N", "CCCl", "CF");
        Predictor predictor = new Predictor(new Params(3), MODEL, data);
        double[] ether = predictor.attributions(0);
        assertThat(ether).hasSize(5);
        assertThat(ether[0]).isCloseTo(ether[4], within(1e-5)).isNotCloseTo(ether[2], within(1e-5));
        assertThat(ether[1]).isCloseTo(ether[3], within(1e-5));
        double[] glycol = predictor.attributions(1);
        assertThat(glycol[0]).isCloseTo(glycol[5], within(1e-5));
    }

    /** A table that is split as it stands: eight, one, one. */
    private static MoleculeData of(String... texts) throws SmilesException {
        List<Molecule> molecules = new ArrayList<>();
        for (String text : texts) molecules.add(Smiles.parse(text));
        List<Double> values =
                IntStream.range(0, texts.length).mapToObj(i -> i + 0.5).toList();
        Split split = new Split(IntStream.range(0, texts.length - 2).boxed().toList(), List.of(8), List.of(9));
        return MoleculeData.of(Task.ESOL, new MoleculeTable(molecules, values, List.of()), split, AtomFeatures.RICH);
    }

    @Test
    void noScaffoldOfTheTestWasSeenInASplitByScaffoldAndSomeInARandomOne() throws IOException {
        assertThat(data(Task.BBBP, Splitting.SCAFFOLD).testScaffoldsSeen()).isZero();
        assertThat(data(Task.BBBP, Splitting.RANDOM).testScaffoldsSeen()).isPositive();
    }

    @Test
    void theRootMeanSquaredErrorIsThatOfTheLoop() {
        double[] predicted = {1, -2, 3.5};
        double[] values = {0, 1, 3};
        assertThat(Task.ESOL.measure(predicted, values)).isCloseTo(Math.sqrt((1 + 9 + 0.25) / 3), within(1e-12));
    }

    @Test
    void aDrawnMoleculeGlowsRedAndBlue() throws SmilesException {
        Molecule molecule = Smiles.parse("CCO");
        BufferedImage drawn = Depictions.glowing(molecule, new double[] {1, 0, -1});
        assertThat(colours(drawn, true)).isGreaterThan(500);
        assertThat(colours(drawn, false)).isGreaterThan(500);
        assertThat(colours(Depictions.glowing(molecule, new double[3]), true)).isLessThan(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Depictions.glowing(molecule, new double[2]))
                .withMessageContaining("2 numbers for 3 atoms");
    }

    /** How many pixels are much redder than blue, or the other way round. */
    private static long colours(BufferedImage image, boolean red) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels)
                .map(rgb -> (rgb >> 16 & 0xFF) - (rgb & 0xFF))
                .filter(difference -> red ? difference > 60 : difference < -60)
                .count();
    }
}
