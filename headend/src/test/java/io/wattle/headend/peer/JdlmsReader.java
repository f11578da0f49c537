package io.wattle.headend.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.openmuc.jdlms.AttributeAddress;
import org.openmuc.jdlms.AuthenticationMechanism;
import org.openmuc.jdlms.DlmsConnection;
import org.openmuc.jdlms.GetResult;
import org.openmuc.jdlms.ObisCode;
import org.openmuc.jdlms.SecuritySuite;
import org.openmuc.jdlms.SecuritySuite.EncryptionMechanism;
import org.openmuc.jdlms.SecuritySuite.SecurityPolicy;
import org.openmuc.jdlms.TcpConnectionBuilder;

/** jDLMS (OpenMUC) over HDLC on TCP, as the public client and then with HLS5; says what it saw. */
public final class JdlmsReader {
    private static final AttributeAddress SERIAL = new AttributeAddress(1, new ObisCode("0.0.96.1.0.255"), 2);
    private static final AttributeAddress CLOCK = new AttributeAddress(8, new ObisCode("0.0.1.0.0.255"), 2);
    private static final AttributeAddress COUNTER = new AttributeAddress(1, new ObisCode("0.0.43.1.0.255"), 2);
    private static final AttributeAddress CREDIT = new AttributeAddress(112, new ObisCode("0.0.19.10.0.255"), 2);

    /** The library fails over requests that it would have to cut, as its AARQ with a challenge. */
    static final int UNSEGMENTED = 1_024;

    private JdlmsReader() {}

    /** Arguments: port, physical address, encryption key and authentication key in hex digits, longest information field. */
    public static void main(String[] args) throws IOException {
        try (DlmsConnection connection = builder(args, 16).build()) {
            byte[] serial = connection.get(SERIAL).getResultData().getValue();
            System.out.println("serial " + new String(serial, StandardCharsets.US_ASCII));
            Number counter = connection.get(COUNTER).getResultData().getValue();
            System.out.println("counter " + counter);
            List<GetResult> list = connection.get(List.of(SERIAL, CLOCK, COUNTER, CREDIT));
            System.out.println("list " + list.stream().map(GetResult::getResultCode).toList());
        }
        if (Integer.parseInt(args[4]) >= UNSEGMENTED) {
            readSecured(args);
        }
    }

    private static void readSecured(String[] args) throws IOException {
        SecuritySuite secured = SecuritySuite.builder()
                .setAuthenticationMechanism(AuthenticationMechanism.HLS5_GMAC)
                .setSecurityPolicy(SecurityPolicy.AUTHENTICATED_AND_ENCRYPTED)
                .setEncryptionMechanism(EncryptionMechanism.AES_GCM_128)
                .setGlobalUnicastEncryptionKey(HexFormat.of().parseHex(args[2]))
                .setAuthenticationKey(HexFormat.of().parseHex(args[3]))
                .build();
        try (DlmsConnection connection = builder(args, 1).setSecuritySuite(secured)
                .setSystemTitle("JDL", 7)
                .setFrameCounter(1)
                .build()) {
            Number credit = connection.get(CREDIT).getResultData().getValue();
            System.out.println("credit " + credit);
        }
    }

    private static TcpConnectionBuilder builder(String[] args, int client) {
        TcpConnectionBuilder builder = new TcpConnectionBuilder(InetAddress.getLoopbackAddress())
                .setPort(Integer.parseInt(args[0]))
                .useHdlc()
                .setClientId(client)
                .setLogicalDeviceId(1)
                .setPhysicalDeviceAddress(Integer.parseInt(args[1]))
                .setResponseTimeout(10_000);
        builder.setHdlcMaxInformationLength(Integer.parseInt(args[4]));
        return builder;
    }
}
