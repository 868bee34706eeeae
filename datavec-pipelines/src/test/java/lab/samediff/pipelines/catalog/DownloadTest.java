package lab.samediff.pipelines.catalog;

import static lab.samediff.pipelines.catalog.LyingServer.cutOff;
import static lab.samediff.pipelines.catalog.LyingServer.endless;
import static lab.samediff.pipelines.catalog.LyingServer.honest;
import static lab.samediff.pipelines.catalog.LyingServer.range;
import static lab.samediff.pipelines.catalog.LyingServer.redirect;
import static lab.samediff.pipelines.catalog.LyingServer.status;
import static lab.samediff.pipelines.catalog.LyingServer.tooShort;
import static lab.samediff.pipelines.catalog.LyingServer.whole;
import static lab.samediff.pipelines.catalog.Samples.BYTES;
import static lab.samediff.pipelines.catalog.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import lab.samediff.pipelines.catalog.LyingServer.Asked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from servers that lie, break off, fall silent or send elsewhere. */
@Timeout(60)
class DownloadTest {
    private static final String TAG = "\"v1\"";
    private static final Asked PLAIN = new Asked("", "");

    @TempDir
    Path cache;

    @Test
    void aGoodServerIsAskedOnceAndNothingButTheFileIsLeft() throws IOException {
        try (LyingServer server = new LyingServer(whole(BYTES, TAG))) {
            Located located = fetch(server.uri());
            assertThat(located.path("data.bin")).hasBinaryContent(BYTES);
            assertThat(located.provenance().origin()).isEqualTo(Origin.DOWNLOAD);
            assertThat(server.asked()).containsExactly(PLAIN);
            assertThat(leftovers()).containsExactly("data.bin");
            assertThat(fetch(server.uri()).provenance().origin()).isEqualTo(Origin.CACHE);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void wrongBytesAreDeletedAndTheErrorNamesBothChecksums() {
        byte[] wrong = bytes(2, BYTES.length);
        try (LyingServer server = new LyingServer(whole(wrong, TAG))) {
            assertThatThrownBy(() -> fetch(server.uri()))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining(server.uri().toString())
                    .hasMessageContaining(Digest.sha256(BYTES))
                    .hasMessageContaining(Digest.sha256(wrong));
            assertThat(server.asked()).hasSize(1);
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void wrongBytesAreNotReplacedByAStandIn() {
        try (LyingServer server = new LyingServer(whole(bytes(2, BYTES.length), TAG))) {
            DataAccess access = Samples.access(cache).withStandIns(StandIns.IF_MISSING);
            assertThatThrownBy(() -> access.locate(Samples.downloadable(server.uri())))
                    .isInstanceOf(CorruptDataException.class);
        }
    }

    @Test
    void aFileOfAnotherSizeIsRefusedBeforeItIsRead() {
        try (LyingServer server = new LyingServer(whole(bytes(1, 1000), TAG))) {
            assertThatThrownBy(() -> fetch(server.uri()))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("size in bytes should be 300001 but is 1000");
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void aBrokenTransferGoesOnWhereItEnded() throws IOException {
        try (LyingServer server = new LyingServer(tooShort(BYTES, 100_000, TAG), honest(BYTES, TAG))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=100000-", TAG));
        }
    }

    @Test
    void aConnectionThatIsCutOffLosesNothingThatIsOnDisk() throws IOException {
        List<Long> progress = new ArrayList<>();
        try (LyingServer server = new LyingServer(cutOff(BYTES, 100_000, TAG), honest(BYTES, TAG))) {
            DataAccess access = Samples.access(cache).withListener(new Recorder(progress::add));
            assertThat(access.fetch(Samples.downloadable(server.uri())).path("data.bin"))
                    .hasBinaryContent(BYTES);
            assertThat(server.asked()).hasSize(2);
            assertThat(progress).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void afterAChangeOnTheServerEverythingIsAskedAnew() throws IOException {
        byte[] old = bytes(3, BYTES.length);
        try (LyingServer server = new LyingServer(tooShort(old, 100_000, TAG), honest(BYTES, "\"v2\""))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=100000-", TAG));
        }
    }

    @Test
    void aServerThatIgnoresRangesSendsEverythingAndThatIsTaken() throws IOException {
        try (LyingServer server = new LyingServer(tooShort(BYTES, 100_000, TAG), whole(BYTES, TAG))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void aRangeThatWasNotAskedForIsThrownAway() throws IOException {
        try (LyingServer server =
                new LyingServer(tooShort(BYTES, 100_000, TAG), range(BYTES, TAG, 99_000, 99_000), honest(BYTES, TAG))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=100000-", TAG), PLAIN);
        }
    }

    @Test
    void aRangeWithOtherBytesThanItSaysIsFoundByTheChecksum() throws IOException {
        try (LyingServer server = new LyingServer(
                tooShort(BYTES, 100_000, TAG), range(BYTES, TAG, 100_000, 50_000), honest(BYTES, TAG))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=100000-", TAG), PLAIN);
        }
    }

    @Test
    void withoutAStrongTagTheRestIsAskedForWithoutACondition() throws IOException {
        try (LyingServer server = new LyingServer(tooShort(BYTES, 100_000, "W/\"v1\""), honest(BYTES, ""))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=100000-", ""));
        }
    }

    @Test
    void theTagOfOneOriginIsNotShownToAnother() throws IOException {
        try (LyingServer first = new LyingServer(tooShort(BYTES, 100_000, TAG), status(503));
                LyingServer second = new LyingServer(honest(BYTES, TAG))) {
            assertThat(fetch(first.uri(), second.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(second.asked()).containsExactly(new Asked("bytes=100000-", ""));
        }
    }

    @Test
    void aRangeThatCannotBeSatisfiedLeadsToAFreshStart() throws IOException {
        try (LyingServer server = new LyingServer(tooShort(BYTES, 100_000, TAG), status(416), honest(BYTES, TAG))) {
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=100000-", TAG), PLAIN);
        }
    }

    @Test
    void anEndlessBodyIsStoppedOneByteAfterTheExpectedSize() {
        try (LyingServer server = new LyingServer(endless(BYTES))) {
            List<Long> progress = new ArrayList<>();
            DataAccess access = Samples.access(cache).withListener(new Recorder(progress::add));
            assertThatThrownBy(() -> access.fetch(Samples.downloadable(server.uri())))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("more than that");
            assertThat(progress).last().isEqualTo((long) BYTES.length);
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void errorsOfTheServerAreOutlastedWithGrowingPauses() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        try (LyingServer server = new LyingServer(status(404), status(500), status(503), whole(BYTES, TAG))) {
            DataAccess access = Samples.access(cache, pauses::add, Duration.ofSeconds(60));
            assertThat(access.fetch(Samples.downloadable(server.uri())).path("data.bin"))
                    .hasBinaryContent(BYTES);
            assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    @Test
    void afterFiveRoundsTheErrorSaysWhatEachOriginAnswered() {
        try (LyingServer first = new LyingServer(status(404));
                LyingServer second = new LyingServer(status(500))) {
            assertThatThrownBy(() -> fetch(first.uri(), second.uri()))
                    .isInstanceOf(DataMissingException.class)
                    .hasMessageContaining(first.uri() + "=answered with status 404")
                    .hasMessageContaining(second.uri() + "=answered with status 500")
                    .hasMessageContaining("lab data fetch toy");
            assertThat(first.asked()).hasSize(5);
            assertThat(second.asked()).hasSize(5);
        }
    }

    @Test
    void theSecondOriginHelpsIfTheFirstOneIsWrong() throws IOException {
        try (LyingServer wrong = new LyingServer(whole(bytes(2, BYTES.length), TAG));
                LyingServer right = new LyingServer(honest(BYTES, TAG))) {
            assertThat(fetch(wrong.uri(), right.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(right.asked()).containsExactly(PLAIN);
        }
    }

    @Test
    void theSecondOriginHelpsIfTheFirstOneRefusesTheConnection() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data.bin");
        }
        try (LyingServer server = new LyingServer(whole(BYTES, TAG))) {
            assertThat(fetch(closed, server.uri()).path("data.bin")).hasBinaryContent(BYTES);
        }
    }

    @Test
    void aRedirectToPlainHttpIsRefusedWithoutBeingOpened() {
        try (LyingServer elsewhere = new LyingServer(whole(BYTES, TAG));
                LyingServer server = new LyingServer(redirect(elsewhere.uri().toString()))) {
            assertThatThrownBy(() -> fetch(server.uri()))
                    .isInstanceOf(DataMissingException.class)
                    .hasMessageContaining("redirects to " + elsewhere.uri() + ", which is not HTTPS");
            assertThat(server.asked()).hasSize(1);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void redirectsToFilesAndToNonsenseAreRefused() {
        for (String location : List.of("file:///etc/hostname", "", "http://[", "ftp://127.0.0.1/data.bin")) {
            try (LyingServer server = new LyingServer(redirect(location))) {
                assertThatThrownBy(() -> fetch(server.uri()))
                        .as(location)
                        .isInstanceOf(DataMissingException.class)
                        .hasMessageContaining("redirects to");
            }
        }
    }

    @Test
    void plainHttpIsOnlyForTestsAndOnlyForThisMachine() {
        try (LyingServer server = new LyingServer(whole(BYTES, TAG))) {
            DataAccess standard = DataAccess.of(Map.of()).withCache(cache);
            assertThatThrownBy(() -> standard.fetch(Samples.downloadable(server.uri())))
                    .hasMessageContaining("not HTTPS");
            assertThat(server.asked()).isEmpty();
        }
        assertThatThrownBy(() -> fetch(URI.create("http://data.invalid/data.bin")))
                .hasMessageContaining("not HTTPS");
    }

    @Test
    void aSilentServerIsGivenUpAndTheTransferGoesOn() throws IOException {
        CountDownLatch forEver = new CountDownLatch(1);
        LyingServer.Answer silent = exchange -> {
            cutOff(BYTES, 100_000, TAG).to(exchange);
            awaitQuietly(forEver);
        };
        try (LyingServer server = new LyingServer(silent, honest(BYTES, TAG))) {
            DataAccess access = Samples.access(cache, pause -> {}, Duration.ofMillis(500));
            assertThat(access.fetch(Samples.downloadable(server.uri())).path("data.bin"))
                    .hasBinaryContent(BYTES);
            assertThat(server.asked()).hasSize(2);
        } finally {
            forEver.countDown();
        }
    }

    @Test
    void anInterruptedFetchKeepsItsBytesForTheNextOne() throws IOException {
        CountDownLatch forEver = new CountDownLatch(1);
        LyingServer.Answer half = exchange -> {
            cutOff(BYTES, 200_000, TAG).to(exchange);
            awaitQuietly(forEver);
        };
        try (LyingServer server = new LyingServer(half, honest(BYTES, TAG))) {
            DataSource source = Samples.downloadable(server.uri());
            DataAccess interrupted = Samples.access(cache).withListener(new Recorder(done -> {
                if (done == 200_000) Thread.currentThread().interrupt();
            }));
            assertThatThrownBy(() -> interrupted.fetch(source)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(leftovers()).containsExactlyInAnyOrder("data.bin.part", "data.bin.part.tag");

            assertThat(Samples.access(cache).fetch(source).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN, new Asked("bytes=200000-", TAG));
        } finally {
            forEver.countDown();
        }
    }

    @Test
    void aPartThatIsTooLongOrCompleteNeedsNoTrust() throws IOException {
        Path part = Files.createDirectories(cache.resolve("toy")).resolve("data.bin.part");
        try (LyingServer server = new LyingServer(honest(BYTES, TAG))) {
            Files.write(part, bytes(4, BYTES.length + 1));
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).containsExactly(PLAIN);

            Files.delete(cache.resolve("toy/data.bin"));
            Files.write(part, BYTES);
            assertThat(fetch(server.uri()).path("data.bin")).hasBinaryContent(BYTES);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aFullDiskIsNoNetworkErrorAndEndsTheFetch() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
        Files.createSymbolicLink(Files.createDirectories(cache.resolve("toy")).resolve("data.bin.part"), full);
        try (LyingServer server = new LyingServer(whole(BYTES, TAG))) {
            DataAccess access = Samples.access(cache).withStandIns(StandIns.IF_MISSING);
            assertThatThrownBy(() -> access.locate(Samples.downloadable(server.uri())))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining(cache.toString())
                    .hasMessageContaining("XDG_CACHE_HOME");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void theLicenceIsShownBeforeTheFirstConnection() throws IOException {
        Recorder recorder = new Recorder(done -> {});
        List<String> shownBefore = new ArrayList<>();
        LyingServer.Answer answer = exchange -> {
            shownBefore.addAll(recorder.calls());
            whole(BYTES, TAG).to(exchange);
        };
        try (LyingServer server = new LyingServer(answer)) {
            Samples.access(cache).withListener(recorder).fetch(Samples.downloadable(server.uri()));
            assertThat(shownBefore).hasSize(1).first().asString().startsWith("licence of toy: CC0");
            assertThat(recorder.calls()).last().isEqualTo("finished toy/data.bin");
        }
    }

    private Located fetch(URI... origins) throws IOException {
        return Samples.access(cache).fetch(Samples.downloadable(origins));
    }

    private List<String> leftovers() {
        try (var files = Files.list(cache.resolve("toy"))) {
            return files.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
