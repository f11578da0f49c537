package io.wattle.headend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own: a fresh cluster beside the journal, on a free port of the loopback interface, under a
 * password that nobody else knows, durable in every commit. It refuses to run as root and is then run as the user that
 * its Debian package made.
 */
final class Postgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final String CLUSTER = "cluster";
    private static final long START_TIMEOUT_S = 60;
    private static final long STOP_TIMEOUT_S = 60;
    private static final int PAUSE_MS = 50;
    /** Durable as the ledger is; and roomy, so that no checkpoint comes while it is measured. */
    private static final List<String> SETTINGS = List.of("synchronous_commit=on", "fsync=on", "shared_buffers=512MB",
            "wal_buffers=64MB", "max_wal_size=8GB", "min_wal_size=1GB", "checkpoint_timeout=30min",
            "max_connections=32", "listen_addresses=127.0.0.1", "unix_socket_directories=");

    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int PASSWORD_BYTES = 16;

    private final Path programs;
    private final Path folder;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final String password;
    private final Process server;

    private Postgres(Path programs, Path folder, int port, String password) {
        this.programs = programs;
        this.folder = folder;
        this.cluster = folder.resolve(CLUSTER);
        this.log = folder.resolve("server.log");
        this.port = port;
        this.password = password;
        this.server = launch();
    }

    /** Where the programs of the newest installed version are; empty if there is none. */
    static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(Postgres::version));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + INSTALLED, e);
        }
    }

    private static int version(Path bin) {
        String name = bin.getName(bin.getNameCount() - 2).toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }

    /** Makes the cluster in the folder, which must not be there yet, and waits until it takes connections. */
    static Postgres start(Path programs, Path folder) throws InterruptedException {
        String password = newPassword();
        try {
            Files.createDirectory(folder);
            Path passwordFile = Files.createFile(folder.resolve("password"), OWNER_ONLY);
            Files.writeString(passwordFile, password);
            giveToServer(passwordFile);
            giveToServer(folder);
            run(asServer(List.of(programs.resolve("initdb").toString(), "--pgdata=" + folder.resolve(CLUSTER),
                    "--username=bench", "--pwfile=" + passwordFile, "--auth=scram-sha-256", "--no-locale",
                    "--encoding=UTF8")), folder);
            Postgres postgres = new Postgres(programs, folder, freePort(), password);
            postgres.awaitStart();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started in " + folder, e);
        }
    }

    /** A connection that prepares what it is asked on the server, from the first time on. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        properties.setProperty("password", password);
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    /** Stops the server that the pid file in the cluster names. Harmless when repeated. */
    @Override
    public void close() {
        try {
            if (server.isAlive()) {
                run(asServer(List.of(programs.resolve("pg_ctl").toString(), "stop", "--pgdata=" + cluster,
                        "--mode=immediate")), folder); // its data are thrown away
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.destroyForcibly();
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D",
                cluster.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        try {
            return new ProcessBuilder(asServer(command)).directory(cluster.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started", e);
        }
    }

    private void awaitStart() throws InterruptedException, IOException {
        long began = System.nanoTime();
        while (true) {
            try (Connection connection = connect()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(START_TIMEOUT_S)) {
                    close();
                    throw new BenchException("PostgreSQL did not start: " + Files.readString(log).strip(), e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private static List<String> asServer(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> whole = new ArrayList<>(
                List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        whole.addAll(command);
        return whole;
    }

    private static void giveToServer(Path path) throws IOException {
        if (isRoot()) {
            UserPrincipal owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.setOwner(path, owner);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("command.log");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new BenchException(String.join(" ", command) + " failed: " + Files.readString(log).strip());
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
