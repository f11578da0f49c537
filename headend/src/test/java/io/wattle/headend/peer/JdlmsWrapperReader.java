package io.wattle.headend.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.openmuc.jdlms.AttributeAddress;
import org.openmuc.jdlms.AuthenticationMechanism;
import org.openmuc.jdlms.DlmsConnection;
import org.openmuc.jdlms.MethodParameter;
import org.openmuc.jdlms.ObisCode;
import org.openmuc.jdlms.SecuritySuite;
import org.openmuc.jdlms.SecuritySuite.EncryptionMechanism;
import org.openmuc.jdlms.SecuritySuite.SecurityPolicy;
import org.openmuc.jdlms.SetParameter;
import org.openmuc.jdlms.TcpConnectionBuilder;
import org.openmuc.jdlms.datatypes.DataObject;

/** jDLMS (OpenMUC) as a client over the TCP wrapper: reads, writes a threshold, switches the relay; says what it saw. */
public final class JdlmsWrapperReader {
    private static final int ARGUMENTS = 8;
    private static final AttributeAddress SERIAL = new AttributeAddress(1, new ObisCode("0.0.96.1.0.255"), 2);
    private static final AttributeAddress REGISTER = new AttributeAddress(3, new ObisCode("1.0.1.8.0.255"), 2);
    private static final AttributeAddress LIMIT = new AttributeAddress(71, new ObisCode("0.0.17.0.0.255"), 4);
    private static final AttributeAddress RELAY = new AttributeAddress(70, new ObisCode("0.0.96.3.10.255"), 2);

    private JdlmsWrapperReader() {}

    /**
     * Arguments, for one meter after the other: authentication, policy and encryption as the library names them; encryption
     * key, authentication key, password in hex digits; port, logical address.
     */
    public static void main(String[] args) {
        for (int first = 0; first < args.length; first += ARGUMENTS) {
            System.out.println("meter " + args[first + 7]);
            try {
                talk(args, first);
            } catch (IOException refused) {
                System.out.println("failed " + refused.getClass().getSimpleName());
            }
        }
    }

    private static void talk(String[] args, int first) throws IOException {
        SecuritySuite.SecuritySuiteBuilder suite = SecuritySuite.builder()
                .setAuthenticationMechanism(AuthenticationMechanism.valueOf(args[first]))
                .setSecurityPolicy(SecurityPolicy.valueOf(args[first + 1]))
                .setEncryptionMechanism(EncryptionMechanism.valueOf(args[first + 2]));
        if (!args[first + 2].equals("NONE")) {
            suite.setGlobalUnicastEncryptionKey(hex(args[first + 3])).setAuthenticationKey(hex(args[first + 4]));
        }
        if (AuthenticationMechanism.valueOf(args[first]) == AuthenticationMechanism.LOW) {
            suite.setPassword(hex(args[first + 5]));
        }
        TcpConnectionBuilder builder = new TcpConnectionBuilder(InetAddress.getLoopbackAddress())
                .setPort(Integer.parseInt(args[first + 6]))
                .useWrapper()
                .setSecuritySuite(suite.build())
                .setSystemTitle("JDL", 7)
                .setFrameCounter(1_000)
                .setClientId(1)
                .setLogicalDeviceId(Integer.parseInt(args[first + 7]))
                .setResponseTimeout(20_000);
        try (DlmsConnection connection = builder.build()) {
            byte[] serial = connection.get(SERIAL).getResultData().getValue();
            System.out.println("serial " + new String(serial, StandardCharsets.US_ASCII));
            Number register = connection.get(REGISTER).getResultData().getValue();
            System.out.println("register " + register);
            System.out.println("write "
                    + connection.set(new SetParameter(LIMIT, DataObject.newUInteger32Data(4_321))));
            System.out.println("limit " + connection.get(LIMIT).getResultData().<Object>getValue());
            System.out.println("call " + connection.action(new MethodParameter(70, RELAY.getInstanceId(), 1,
                    DataObject.newInteger8Data((byte) 0))).getResultCode());
            System.out.println("relay " + connection.get(RELAY).getResultData().<Object>getValue());
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
