package lab.samediff.pipelines.graphs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import lab.samediff.pipelines.DataFormatException;
import lab.samediff.pipelines.catalog.Catalog;
import lab.samediff.pipelines.catalog.CorruptDataException;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.DataMissingException;
import lab.samediff.pipelines.catalog.Located;
import lab.samediff.pipelines.catalog.Provenance;

/**
 * Cora: 2,708 papers on machine learning in seven classes, 1,433 words, 5,278 pairs of which one cites the other. Sen et
 * al. 2008, Collective Classification in Network Data, AI Magazine 29(3).
 *
 * @param papers the network
 * @param provenance where it came from, for the run's record
 */
public record Cora(CitationGraph papers, Provenance provenance) {
    private static final String ARCHIVE = "cora/cora.tgz";
    private static final String CONTENT = "cora/cora.content";
    private static final String CITES = "cora/cora.cites";
    private static final long STAND_IN_SEED = 1;

    /**
     * Finds the archive and reads it, or draws the {@linkplain DrawnCitations stand-in}, which is the same each time.
     *
     * @throws DataMissingException if the archive cannot be had; the message says what to do
     * @throws CorruptDataException if the archive is not the one that the catalogue knows
     * @throws DataFormatException if it is damaged
     * @throws IOException if it cannot be read
     */
    public static Cora load(DataAccess access) throws IOException {
        Located located = access.locate(Catalog.CORA);
        CitationGraph papers = located.standIn()
                ? DrawnCitations.draw(new SplittableRandom(STAND_IN_SEED))
                : read(located.path(ARCHIVE));
        return new Cora(papers, located.provenance());
    }

    /**
     * Reads the archive as published.
     *
     * @throws DataFormatException naming archive, entry, line and field
     * @throws IOException if it cannot be read
     */
    public static CitationGraph read(Path archive) throws IOException {
        Map<String, byte[]> entries = TarGz.read(archive, List.of(CONTENT, CITES));
        return LinqsFormat.parse(source(archive, entries, CONTENT), source(archive, entries, CITES));
    }

    private static LinqsFormat.Source source(Path archive, Map<String, byte[]> entries, String entry)
            throws DataFormatException {
        return LinqsFormat.Source.of(archive + ":" + entry, entries.getOrDefault(entry, new byte[0]));
    }
}
