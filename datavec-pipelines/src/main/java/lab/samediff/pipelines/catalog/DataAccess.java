package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the files of a data set. They are looked for, in this order, in the folder of {@code --data} or {@code
 * LAB_DATA}, in the cache, and in a Debian package; a place counts if it holds all of them. Otherwise they are
 * downloaded into the cache. Files are handed out only after a check: their size each time, their sha256 when they are
 * new or changed. Options are immutable: each {@code with} method gives a new value.
 *
 * <pre>{@code
 * DataAccess access = DataAccess.of(System.getenv()).withOffline(true);
 * Path images = access.locate(Catalog.MNIST).path("train-images-idx3-ubyte.gz");
 * }</pre>
 */
public final class DataAccess {
    private static final Logger log = LoggerFactory.getLogger(DataAccess.class);

    private final Options options;
    private final FetchListener listener;
    private final Downloader downloader;

    DataAccess(Options options, FetchListener listener, Downloader downloader) {
        this.options = options;
        this.listener = listener;
        this.downloader = downloader;
    }

    /**
     * What the environment asks for: {@code LAB_DATA} (a folder), {@code LAB_STAND_IN} (1 or 0), {@code XDG_CACHE_HOME}
     * and {@code HOME} (the cache is {@code $XDG_CACHE_HOME/lab} or {@code ~/.cache/lab}).
     *
     * @throws IllegalArgumentException if {@code LAB_STAND_IN} is neither 1 nor 0
     */
    public static DataAccess of(Map<String, String> environment) {
        return new DataAccess(Options.of(environment), FetchListener.logging(), Downloader.standard());
    }

    /** Looks first in this folder, which holds for instance {@code mnist/train-images-idx3-ubyte.gz}. */
    public DataAccess withFolder(Path folder) {
        return with(new Options(folder, options.cache(), options.offline(), options.standIns()));
    }

    /** Keeps downloads in this folder. */
    public DataAccess withCache(Path cache) {
        return with(new Options(options.folder(), cache, options.offline(), options.standIns()));
    }

    /** Opens no connection if {@code offline}. */
    public DataAccess withOffline(boolean offline) {
        return with(new Options(options.folder(), options.cache(), offline, options.standIns()));
    }

    /** Says when generated data takes the place of a data set. */
    public DataAccess withStandIns(StandIns standIns) {
        return with(new Options(options.folder(), options.cache(), options.offline(), standIns));
    }

    /** Tells this listener how downloads get on; without it they are logged. */
    public DataAccess withListener(FetchListener newListener) {
        return new DataAccess(options, newListener, downloader);
    }

    private DataAccess with(Options newOptions) {
        return new DataAccess(newOptions, listener, downloader);
    }

    /** Where downloads are kept. */
    public Path cache() {
        return options.cache();
    }

    /**
     * The files of a data set, found or downloaded, and checked; or the decision to use its stand-in.
     *
     * @throws DataMissingException if they cannot be had; the message says what to do
     * @throws CorruptDataException if a file that was found or downloaded is not what it should be; a stand-in never
     *     takes its place
     * @throws IOException if a folder cannot be read, or the cache not written
     */
    public Located locate(DataSource source) throws IOException {
        if (options.standIns() == StandIns.ALWAYS && source.hasStandIn()) {
            return Located.standIn(source, "asked for");
        }
        Optional<Place> place = where(source);
        if (place.isPresent()) return checked(source, place.get(), place.get().origin());
        try {
            return fetch(source);
        } catch (DataMissingException e) {
            if (options.standIns() != StandIns.IF_MISSING || !source.hasStandIn()) throw e;
            log.warn("{} is replaced by generated data: {}", source.name(), e.reason());
            return Located.standIn(source, e.reason());
        }
    }

    /**
     * Makes sure that the cache holds a data set: checks the files that are there and downloads the others.
     *
     * @throws DataMissingException if a file has no origin, or none can be reached, or this is offline
     * @throws CorruptDataException if a file in the cache, or a downloaded one, is not what it should be
     * @throws IOException if the cache cannot be written
     */
    public Located fetch(DataSource source) throws IOException {
        Place cached = Place.tree(Origin.CACHE, options.cache(), source);
        if (cached.missing().isEmpty()) return checked(source, cached, Origin.CACHE);
        if (!source.downloadable()) throw missing(source, "there is no address to download it from", null);
        if (options.offline()) throw missing(source, "nothing is downloaded offline", null);
        Path lock = createDirectories(options.cache().resolve(".locks")).resolve(source.name());
        try {
            return FetchLock.holding(lock, () -> listener.waiting(source), () -> {
                boolean downloaded = download(source, cached);
                return checked(source, cached, downloaded ? Origin.DOWNLOAD : Origin.CACHE);
            });
        } catch (UnreachableException e) {
            throw missing(source, e.reason(), e);
        }
    }

    /**
     * Checks size and sha256 of every file, in the place that {@link #locate} would use, or else in the cache. Nothing is
     * downloaded.
     *
     * @throws IOException if a file cannot be read
     */
    public List<FileStatus> verify(DataSource source) throws IOException {
        Place place = where(source).orElseGet(() -> Place.tree(Origin.CACHE, options.cache(), source));
        return verifier().inspect(source, place);
    }

    /**
     * The first place that holds all files of a data set, unchecked; empty if none does.
     *
     * @throws IOException if the folder of {@code --data} or {@code LAB_DATA} does not exist
     */
    public Optional<Place> where(DataSource source) throws IOException {
        for (Place place : places(source)) {
            List<String> missing = place.missing();
            if (missing.isEmpty()) return Optional.of(place);
            if (missing.size() < source.files().size()) {
                log.info("{}: {} does not hold {}; looking further", source.name(), place.folder(), missing);
            }
        }
        return Optional.empty();
    }

    private List<Place> places(DataSource source) throws IOException {
        List<Place> places = new ArrayList<>();
        Path folder = options.folder();
        if (folder != null) {
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString(), null, "--data or LAB_DATA does not name a folder");
            }
            places.add(Place.tree(Origin.FOLDER, folder, source));
        }
        places.add(Place.tree(Origin.CACHE, options.cache(), source));
        DebianPackage debian = source.debian();
        if (debian != null) places.add(Place.debian(Path.of(debian.folder()), source));
        return places;
    }

    private Located checked(DataSource source, Place place, Origin origin) throws IOException {
        Map<String, String> checksums = verifier().require(source, place, Advice.forCorrupt(source, place.origin()));
        return new Located(source, new Provenance(source.name(), origin, checksums), place.paths());
    }

    /** Whether anything had to be downloaded: while this waited for the lock, another may have done it. */
    private boolean download(DataSource source, Place cached) throws IOException {
        List<DataFile> missing = new ArrayList<>();
        for (FileStatus status : verifier().inspect(source, cached)) {
            status.requireIntact(Advice.forCorrupt(source, Origin.CACHE));
            if (!status.ok()) missing.add(status.file());
        }
        if (missing.isEmpty()) return false;
        listener.starting(source, missing);
        for (DataFile file : missing) {
            Path target = cached.path(file);
            Path parent = target.getParent();
            if (parent != null) createDirectories(parent);
            downloader.download(file, target, done -> listener.progress(file, done));
            listener.finished(file);
        }
        return true;
    }

    private Verifier verifier() {
        return new Verifier(options.cache().resolve(".verified"));
    }

    private DataMissingException missing(DataSource source, String reason, @Nullable Throwable cause) {
        return new DataMissingException(source, reason, Advice.forMissing(source, options.cache()), cause);
    }

    private static Path createDirectories(Path folder) throws CacheException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CacheException(folder, e);
        }
    }
}
