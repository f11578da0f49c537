package io.wattle.simulator.control;

import com.sun.net.httpserver.HttpServer;
import io.wattle.simulator.scenario.Fleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fleet's control port: {@code POST /meters/{serial}/keypad} with {@code {"token": "20 digits"}}. Loopback only, without
 * passwords: for tests. Safe for use by many threads. Whoever starts it closes it.
 */
public final class ControlPort implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING_MAX = 32;
    private static final int BACKLOG = 32;

    private final HttpServer server;
    private final ThreadPoolExecutor workers;

    private ControlPort(HttpServer server, ThreadPoolExecutor workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Starts to listen on 127.0.0.1.
     *
     * @param port 0..65535; 0 takes a free one
     * @throws IllegalStateException if the port cannot be bound
     */
    public static ControlPort start(Fleet fleet, int port) {
        // The JDK's server has no deadlines unless told so, and reads this once, when it is first used.
        setUnlessSet("sun.net.httpserver.maxReqTime", "10");
        setUnlessSet("sun.net.httpserver.maxRspTime", "10");
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        // Who comes when all are busy is served by the thread that accepts: nobody is queued without bound.
        ThreadPoolExecutor workers = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                work -> Thread.ofPlatform().name("control").daemon().unstarted(work),
                new ThreadPoolExecutor.CallerRunsPolicy());
        server.setExecutor(workers);
        server.createContext("/", new KeypadHandler(fleet));
        server.start();
        return new ControlPort(server, workers);
    }

    /** The port that is bound, 1..65535. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening, and what is still being answered. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
