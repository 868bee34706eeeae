package lab.samediff.pipelines;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A DataVec reader of records that are in memory and have a number: a subclass says how many there are and what the
 * record of a row is. Order is the order of the rows; {@link #reset()} goes back to row 0.
 */
public abstract class IndexedRecordReader extends BaseRecordReader {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Configuration configuration;
    private int next;

    /** For subclasses. */
    protected IndexedRecordReader() {}

    /** Number of records. */
    public abstract int size();

    /** The record of a row, 0 to {@code size() - 1}. */
    protected abstract List<Writable> row(int row);

    /** Where the records come from, for a record's metadata. */
    protected abstract URI origin();

    @Override
    public final boolean hasNext() {
        return next < size();
    }

    @Override
    public final List<Writable> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + size() + " records have been read; call reset() first");
        }
        List<Writable> row = row(next++);
        invokeListeners(row);
        return row;
    }

    @Override
    public final Record nextRecord() {
        RecordMetaData where = new RecordMetaDataIndex(next, origin(), getClass());
        return new org.datavec.api.records.impl.Record(next(), where);
    }

    @Override
    public final void reset() {
        next = 0;
    }

    @Override
    public final boolean resetSupported() {
        return true;
    }

    @Override
    public final Record loadFromMetaData(RecordMetaData where) {
        if (!(where instanceof RecordMetaDataIndex index) || index.getIndex() < 0 || index.getIndex() >= size()) {
            throw new IllegalArgumentException(where + " is not a row of these " + size() + " records");
        }
        return new org.datavec.api.records.impl.Record(row((int) index.getIndex()), where);
    }

    @Override
    public final List<Record> loadFromMetaData(List<RecordMetaData> wheres) {
        List<Record> records = new ArrayList<>(wheres.size());
        for (RecordMetaData where : wheres) {
            records.add(loadFromMetaData(where));
        }
        return records;
    }

    /**
     * Not supported: one record is not a stream of its own in these formats.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public final List<Writable> record(URI uri, DataInputStream stream) {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + " has no stream for a single record; use loadFromMetaData");
    }

    /** As {@code initialize(split)}; no setting of the configuration changes these readers. */
    @Override
    public final void initialize(Configuration settings, InputSplit split) throws IOException, InterruptedException {
        setConf(settings);
        initialize(split);
    }

    @Override
    public final void setConf(@Nullable Configuration settings) {
        configuration = settings;
    }

    @Override
    public final @Nullable Configuration getConf() {
        return configuration;
    }

    /** Nothing is open between records. */
    @Override
    public final void close() {}
}
