package io.wattle.headend.peer;

import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSSecuritySetup;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import gurux.dlms.objects.enums.SecuritySuite;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A meter on the Gurux library behind the TCP wrapper, which asks its client for one kind of security. */
public final class GuruxSecureMeter extends GuruxServer {
    private static final int ARGUMENTS = 6;

    private GuruxSecureMeter(Authentication authentication, Security security, SecuritySuite suite, byte[] encryption,
            byte[] authenticationKey, byte[] password) {
        super(association(authentication, password), new GXDLMSTcpUdpSetup());
        getCiphering().setSecuritySuite(suite);
        getCiphering().setSecurity(security);
        getCiphering().setSystemTitle("GRX00002".getBytes(StandardCharsets.US_ASCII));
        getCiphering().setBlockCipherKey(encryption);
        getCiphering().setAuthenticationKey(authenticationKey);
        // Without this object the library puts an association with ciphering back to one without.
        GXDLMSSecuritySetup setup = new GXDLMSSecuritySetup();
        setup.setSecuritySuite(suite);
        setup.setServerSystemTitle(getCiphering().getSystemTitle());
        setup.setGuek(encryption);
        setup.setGak(authenticationKey);
        getItems().add(setup);
        furnish();
    }

    private static GXDLMSAssociationLogicalName association(Authentication authentication, byte[] password) {
        GXDLMSAssociationLogicalName association = new GXDLMSAssociationLogicalName();
        association.getAuthenticationMechanismName().setMechanismId(authentication);
        association.setSecret(password);
        association.setSecuritySetupReference("0.0.43.0.0.255");
        return association;
    }

    /**
     * Arguments, for one meter after the other: authentication and security as the library names them, suite, encryption
     * key, authentication key, password in hex digits. Prints the port of each, and ends with its process.
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
                    new GuruxSecureMeter(Authentication.valueOf(args[0]), Security.valueOf(args[1]),
                            SecuritySuite.values()[Integer.parseInt(args[2])], HexFormat.of().parseHex(args[3]),
                            HexFormat.of().parseHex(args[4]), HexFormat.of().parseHex(args[5])).serve(socket);
                }
            }
        } catch (Exception broken) {
            throw new IllegalStateException(args[0] + " " + args[1], broken);
        }
    }
}
