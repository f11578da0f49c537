package io.wattle.headend.peer;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Meters on the Gurux library, each behind a port of its own, one connection after the other. They end with their process. */
final class GuruxPorts {

    private GuruxPorts() {}

    /** Makes a meter anew for each connection. */
    interface Maker {
        GuruxServer make(String[] arguments) throws Exception;
    }

    /**
     * Prints the port of each meter.
     *
     * @param each how many arguments one meter has
     */
    static void open(String[] args, int each, Maker maker) throws Exception {
        for (int first = 0; first < args.length; first += each) {
            String[] one = Arrays.copyOfRange(args, first, first + each);
            ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            System.out.println("port " + listener.getLocalPort());
            Thread.ofPlatform().start(() -> serve(listener, maker, one));
        }
    }

    private static void serve(ServerSocket listener, Maker maker, String[] args) {
        try (listener) {
            while (true) {
                try (Socket socket = listener.accept()) {
                    maker.make(args).serve(socket);
                }
            }
        } catch (Exception broken) {
            throw new IllegalStateException(args[0], broken);
        }
    }
}
