package lab.samediff.pipelines.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A process that fetches the toy data set: {@code FetchMain CACHE ORIGIN}; prints where it came from. */
final class FetchMain {
    private FetchMain() {}

    public static void main(String[] args) throws IOException {
        DataAccess access = Samples.access(Path.of(args[0])).withListener(new Recorder(done -> {}));
        System.out.println("ready");
        Located located = access.fetch(Samples.downloadable(URI.create(args[1])));
        System.out.println(located.provenance().origin());
    }
}
