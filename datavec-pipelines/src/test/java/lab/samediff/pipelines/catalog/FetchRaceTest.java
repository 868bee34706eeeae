package lab.samediff.pipelines.catalog;

import static lab.samediff.pipelines.catalog.Samples.BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several at once want the same data set: one downloads, all get it. */
@Timeout(120)
class FetchRaceTest {
    @TempDir
    Path temp;

    @Test
    void oneOfManyThreadsDownloads() throws Exception {
        int n = 8;
        CountDownLatch everybodyElseWaits = new CountDownLatch(n - 1);
        ExecutorService threads = Executors.newFixedThreadPool(n);
        try (LyingServer server = new LyingServer(afterwards(everybodyElseWaits))) {
            DataSource source = Samples.downloadable(server.uri());
            List<Future<Located>> fetched = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                DataAccess access = Samples.access(temp).withListener(new Waiting(everybodyElseWaits));
                fetched.add(threads.submit(() -> access.fetch(source)));
            }
            List<Origin> origins = new ArrayList<>();
            for (Future<Located> each : fetched)
                origins.add(each.get().provenance().origin());
            assertThat(origins).containsOnlyOnce(Origin.DOWNLOAD).hasSize(n);
            assertThat(server.asked()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneOfTwoProcessesDownloads() throws Exception {
        CountDownLatch bothAreReady = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (LyingServer server = new LyingServer(afterwards(bothAreReady))) {
            Future<String> first = threads.submit(() -> fetchInProcess(server.uri(), "first", bothAreReady));
            Future<String> second = threads.submit(() -> fetchInProcess(server.uri(), "second", bothAreReady));
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder("DOWNLOAD", "CACHE");
            assertThat(server.asked()).hasSize(1);
            assertThat(temp.resolve("toy/data.bin")).hasBinaryContent(BYTES);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        LyingServer.Answer hanging = exchange -> {
            asked.countDown();
            afterwards(never).to(exchange);
        };
        try (LyingServer server = new LyingServer(hanging, LyingServer.honest(BYTES, ""))) {
            Process process = start(server.uri(), "killed");
            asked.await();
            process.destroyForcibly().waitFor();
            Located located = Samples.access(temp).fetch(Samples.downloadable(server.uri()));
            assertThat(located.path("data.bin")).hasBinaryContent(BYTES);
        } finally {
            never.countDown();
        }
    }

    /** Sends everything once the latch is open. */
    private static LyingServer.Answer afterwards(CountDownLatch latch) {
        return exchange -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            LyingServer.whole(BYTES, "").to(exchange);
        };
    }

    private String fetchInProcess(URI origin, String name, CountDownLatch ready)
            throws IOException, InterruptedException {
        Process process = start(origin, name);
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            ready.countDown();
            String last = lines.readLine();
            assertThat(process.waitFor())
                    .as(() -> "exit status of the " + name + " process, see its errors: " + errors(name))
                    .isZero();
            return last;
        }
    }

    private Process start(URI origin, String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String main = FetchMain.class.getName();
        return new ProcessBuilder(java, "-cp", classPath, main, temp.toString(), origin.toString())
                .redirectError(temp.resolve(name + ".err").toFile())
                .start();
    }

    private String errors(String name) {
        try {
            return Files.readString(temp.resolve(name + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Counts who has to wait. */
    private record Waiting(CountDownLatch latch) implements FetchListener {
        @Override
        public void waiting(DataSource source) {
            latch.countDown();
        }

        @Override
        public void starting(DataSource source, List<DataFile> files) {}

        @Override
        public void progress(DataFile file, long done) {}

        @Override
        public void finished(DataFile file) {}
    }
}
