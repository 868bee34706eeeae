package lab.samediff.pipelines.catalog;

import static lab.samediff.pipelines.catalog.Samples.BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redirects from one HTTPS address to the next, with a certificate made for the test. */
class HttpsRedirectTest {
    private static final String PASSWORD = "only for this test";

    @TempDir
    Path temp;

    private SSLContext tls;
    private HttpsServer server;

    @BeforeEach
    void startServer() throws Exception {
        tls = tls(keyStore());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext(
                "/data.bin", exchange -> LyingServer.whole(BYTES, "").to(exchange));
        server.createContext(
                "/again", exchange -> LyingServer.redirect("data.bin").to(exchange));
        server.createContext(
                "/round", exchange -> LyingServer.redirect("/round").to(exchange));
        server.createContext(
                "/down", exchange -> LyingServer.redirect("http://127.0.0.1:1/").to(exchange));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void redirectsWithinHttpsAreFollowed() throws IOException {
        assertThat(fetchByWayOf("/again").path("data.bin")).hasBinaryContent(BYTES);
    }

    @Test
    void redirectsInACircleEnd() {
        assertThatThrownBy(() -> fetchByWayOf("/round")).hasMessageContaining("more than 5 redirects");
    }

    @Test
    void aRedirectFromHttpsToHttpIsRefused() {
        assertThatThrownBy(() -> fetchByWayOf("/down")).hasMessageContaining("which is not HTTPS");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        try (LyingServer first = new LyingServer(LyingServer.redirect(address("/data.bin")))) {
            assertThatThrownBy(() -> Samples.access(temp).fetch(Samples.downloadable(first.uri())))
                    .isInstanceOf(DataMissingException.class)
                    .hasMessageContaining("certification path");
        }
    }

    private Located fetchByWayOf(String path) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        Downloader downloader = new Downloader(new Http(() -> client, true, Duration.ofSeconds(60)), pause -> {});
        DataAccess access = new DataAccess(Options.of(Map.of()), FetchListener.logging(), downloader).withCache(temp);
        try (LyingServer first = new LyingServer(LyingServer.redirect(address(path)))) {
            return access.fetch(Samples.downloadable(first.uri()));
        }
    }

    private String address(String path) {
        return "https://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** A key with a certificate for 127.0.0.1, made by the JDK's own tool. */
    private KeyStore keyStore() throws Exception {
        Path file = temp.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static SSLContext tls(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }
}
