package io.wattle.headend.peer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.openmuc.jdlms.AttributeAccessMode;
import org.openmuc.jdlms.AuthenticationMechanism;
import org.openmuc.jdlms.CosemAttribute;
import org.openmuc.jdlms.CosemClass;
import org.openmuc.jdlms.CosemInterfaceObject;
import org.openmuc.jdlms.CosemMethod;
import org.openmuc.jdlms.DlmsServer;
import org.openmuc.jdlms.IllegalMethodAccessException;
import org.openmuc.jdlms.LogicalDevice;
import org.openmuc.jdlms.SecuritySuite;
import org.openmuc.jdlms.SecuritySuite.EncryptionMechanism;
import org.openmuc.jdlms.SecuritySuite.SecurityPolicy;
import org.openmuc.jdlms.datatypes.DataObject;
import org.openmuc.jdlms.sessionlayer.server.ServerSessionLayerFactories;

/** A meter on jDLMS (OpenMUC) behind the TCP wrapper. Client 1 is asked for security, the public client for none. */
public final class JdlmsMeter {
    private JdlmsMeter() {}

    /** A serial number, or a setting. */
    @SuppressWarnings("UnusedVariable") // the library reads them
    @CosemClass(id = 1)
    public static final class Data extends CosemInterfaceObject {
        @CosemAttribute(id = 2, type = DataObject.Type.OCTET_STRING, accessMode = AttributeAccessMode.READ_AND_WRITE)
        private DataObject value;

        Data(String name, String value) {
            super(name);
            this.value = DataObject.newOctetStringData(value.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A register of energy. */
    @SuppressWarnings("UnusedVariable") // the library reads them
    @CosemClass(id = 3)
    public static final class Register extends CosemInterfaceObject {
        @CosemAttribute(id = 2, type = DataObject.Type.DOUBLE_LONG_UNSIGNED, accessMode = AttributeAccessMode.READ_ONLY)
        private DataObject value = DataObject.newUInteger32Data(123_450);

        @CosemAttribute(id = 3, accessMode = AttributeAccessMode.READ_ONLY)
        private DataObject scalerUnit = DataObject.newStructureData(DataObject.newInteger8Data((byte) 0),
                DataObject.newEnumerateData(30));

        Register(String name) {
            super(name);
        }
    }

    /** A relay. */
    @SuppressWarnings("UnusedVariable") // the library reads them
    @CosemClass(id = 70)
    public static final class Relay extends CosemInterfaceObject {
        @CosemAttribute(id = 3, type = DataObject.Type.ENUMERATE, accessMode = AttributeAccessMode.READ_ONLY)
        private DataObject state = DataObject.newEnumerateData(1);

        Relay() {
            super("0.0.96.3.10.255");
        }

        /** remote_disconnect. */
        @CosemMethod(id = 1, consumes = DataObject.Type.INTEGER)
        public void disconnect(DataObject argument) throws IllegalMethodAccessException {
            state = DataObject.newEnumerateData(0);
        }
    }

    /**
     * Arguments: authentication, policy and encryption as the library names them; encryption key, authentication key,
     * master key in hex digits. Prints its port, and ends with its process.
     */
    public static void main(String[] args) throws Exception {
        SecuritySuite.SecuritySuiteBuilder suite = SecuritySuite.builder()
                .setAuthenticationMechanism(AuthenticationMechanism.valueOf(args[0]))
                .setSecurityPolicy(SecurityPolicy.valueOf(args[1]))
                .setEncryptionMechanism(EncryptionMechanism.valueOf(args[2]));
        if (!args[2].equals("NONE")) {
            suite.setGlobalUnicastEncryptionKey(hex(args[3])).setAuthenticationKey(hex(args[4]));
        }
        LogicalDevice device = new LogicalDevice(1, "JDL0000000001", "JDL", 1);
        device.setMasterKey(hex(args[5]));
        device.addRestriction(16, SecuritySuite.builder().build());
        device.addRestriction(1, suite.build());
        device.registerCosemObject(new Data("0.0.96.1.0.255", "JDLMS-180"), new Data("0.0.96.1.1.255", "free"),
                new Register("1.0.1.8.0.255"), new Relay());
        int port = freePort();
        DlmsServer server = DlmsServer.tcpServerBuilder(port)
                .setSessionLayerFactory(ServerSessionLayerFactories.newWrapperSessionLayerFactory())
                .registerLogicalDevice(device)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> quietly(server)));
        System.out.println("port " + port);
    }

    private static int freePort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0, 1,
                java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void quietly(DlmsServer server) {
        try {
            server.close();
        } catch (java.io.IOException ending) {
            System.err.println(ending);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
