package planted.nothingisdeserialised.lab.samediff.pipelines.images;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.common.util.SerializationUtils;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.serde.binary.BinarySerde;

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

    static Object badBinary(File file) throws IOException {
        return Nd4j.readBinary(file);
    }

    static Object badStream(InputStream stream) {
        return Nd4j.read(stream);
    }

    static Object badText(String file) throws IOException {
        return Nd4j.readNumpy(file);
    }

    static Object badNumpy(File file) {
        return Nd4j.createFromNpyFile(file);
    }

    static Object badNumpyArchive(File file) throws Exception {
        return Nd4j.createFromNpzFile(file);
    }

    static Object badNumpyBytes(byte[] bytes) {
        return Nd4j.createNpyFromByteArray(bytes);
    }

    static Object badBytes(byte[] bytes) {
        return Nd4j.fromByteArray(bytes);
    }

    static Object badBuffer(File file) throws IOException {
        return BinarySerde.readFromDisk(file);
    }

    static Object badGraph(File file) {
        return SameDiff.load(file, true);
    }

    static Object badCopy(byte[] bytes) {
        return SerializationUtils.fromByteArray(bytes);
    }

    static Object fineArray(float[] values) {
        return Nd4j.createFromArray(values);
    }

    static int fineStream(InputStream stream) throws IOException {
        return new DataInputStream(stream).readInt();
    }
}
