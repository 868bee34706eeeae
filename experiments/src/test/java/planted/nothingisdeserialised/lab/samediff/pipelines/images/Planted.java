package planted.nothingisdeserialised.lab.samediff.pipelines.images;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;

final class Planted {
    private Planted() {}

    static Object badObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
        return stream.readObject();
    }

    static int badNewStream(InputStream stream) throws IOException {
        return new ObjectInputStream(stream).available();
    }

    static void badDataSet(DataSet data, File file) {
        data.load(file);
    }

    static void badDataSets(MultiDataSet data, File file) throws IOException {
        data.load(file);
    }

    static Object badModel(File file) throws IOException {
        return ModelSerializer.restoreMultiLayerNetwork(file);
    }

    static int fineStream(InputStream stream) throws IOException {
        return new DataInputStream(stream).readInt();
    }
}
