package io.wattle.headend.peer;

import gurux.dlms.enums.Authentication;
import gurux.dlms.objects.GXDLMSAssociationShortName;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;

/** A meter on the Gurux library behind the TCP wrapper that is asked by short names. */
public final class GuruxShortMeter extends GuruxServer {
    private static final int ARGUMENTS = 2;

    private GuruxShortMeter(Authentication authentication, byte[] password) {
        super(association(password), new GXDLMSTcpUdpSetup());
        getSettings().setAuthentication(authentication);
        furnish();
    }

    private static GXDLMSAssociationShortName association(byte[] password) {
        GXDLMSAssociationShortName association = new GXDLMSAssociationShortName();
        association.setSecret(password);
        return association;
    }

    /**
     * Arguments, for one meter after the other: authentication as the library names it, password in hex digits. Prints the port of each, and ends with its process.
     */
    public static void main(String[] args) throws Exception {
        for (int first = 0; first < args.length; first += ARGUMENTS) {
            String[] one = Arrays.copyOfRange(args, first, first + ARGUMENTS);
            ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            System.out.println("port " + listener.getLocalPort());
            Thread.ofPlatform().start(() -> serve(listener, one));
        }
    }

    private static void serve(ServerSocket listener, String[] args) {
        try (listener) {
            while (true) {
                try (Socket socket = listener.accept()) {
                    new GuruxShortMeter(Authentication.valueOf(args[0]), HexFormat.of().parseHex(args[1]))
                            .serve(socket);
                }
            }
        } catch (Exception broken) {
            throw new IllegalStateException(args[0], broken);
        }
    }
}
