package io.wattle.headend.peer;

import gurux.dlms.GXDate;
import gurux.dlms.GXDateTime;
import gurux.dlms.GXTime;
import gurux.dlms.ValueEventArgs;
import gurux.dlms.enums.AccessMode;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.DataType;
import gurux.dlms.enums.MethodAccessMode;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSActionItem;
import gurux.dlms.objects.GXDLMSActivityCalendar;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSCaptureObject;
import gurux.dlms.objects.GXDLMSDayProfile;
import gurux.dlms.objects.GXDLMSDayProfileAction;
import gurux.dlms.objects.GXDLMSImageTransfer;
import gurux.dlms.objects.GXDLMSLimiter;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSPushSetup;
import gurux.dlms.objects.GXDLMSSeasonProfile;
import gurux.dlms.objects.GXDLMSSecuritySetup;
import gurux.dlms.objects.GXDLMSSpecialDay;
import gurux.dlms.objects.GXDLMSSpecialDaysTable;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import gurux.dlms.objects.GXDLMSWeekProfile;
import gurux.dlms.objects.enums.ImageTransferStatus;
import gurux.dlms.objects.enums.MessageType;
import gurux.dlms.objects.enums.ServiceType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.HexFormat;

/** A meter on the Gurux library that lets its settings be read and written: they stay as long as its process. */
public final class GuruxSettingsMeter extends GuruxServer {

    private GuruxSettingsMeter(byte[] key) {
        super(association(), new GXDLMSTcpUdpSetup());
        getCiphering().setSecurity(Security.AUTHENTICATION_ENCRYPTION);
        getCiphering().setSystemTitle("GRX00003".getBytes(StandardCharsets.US_ASCII));
        getCiphering().setBlockCipherKey(key);
        getCiphering().setAuthenticationKey(key);
        GXDLMSSecuritySetup setup = new GXDLMSSecuritySetup();
        setup.setServerSystemTitle(getCiphering().getSystemTitle());
        setup.setGuek(key);
        setup.setGak(key);
        getItems().add(setup);
        furnish();
        GXDLMSObject register = getItems().findByLN(ObjectType.REGISTER, "1.0.1.8.0.255");
        getItems().add(limiter(register));
        getItems().add(calendar());
        getItems().add(days());
        getItems().add(push(register));
        GXDLMSImageTransfer image = new GXDLMSImageTransfer("0.0.44.0.0.255");
        image.setImageBlockSize(200);
        image.setImageTransferEnabled(true);
        getItems().add(image);
    }

    private static GXDLMSAssociationLogicalName association() {
        GXDLMSAssociationLogicalName association = new GXDLMSAssociationLogicalName();
        association.getAuthenticationMechanismName().setMechanismId(Authentication.HIGH_GMAC);
        association.setSecuritySetupReference("0.0.43.0.0.255");
        return association;
    }

    private static GXDLMSLimiter limiter(GXDLMSObject register) {
        GXDLMSLimiter limiter = new GXDLMSLimiter("0.0.17.0.0.255");
        limiter.setMonitoredValue(register);
        limiter.setmonitoredAttributeIndex(2);
        for (int threshold = 3; threshold <= 5; threshold++) {
            limiter.setDataType(threshold, DataType.UINT32);
        }
        limiter.setThresholdActive(500L);
        limiter.setThresholdNormal(500L);
        limiter.setThresholdEmergency(100L);
        limiter.setMinOverThresholdDuration(30);
        limiter.setMinUnderThresholdDuration(40);
        limiter.setEmergencyProfileGroupIDs(new int[] {7});
        limiter.getEmergencyProfile().setActivationTime(new GXDateTime(2026, 1, 4, 0, 0, 0, 0));
        limiter.setActionOverThreshold(action(1));
        limiter.setActionUnderThreshold(action(2));
        return limiter;
    }

    private static GXDLMSActionItem action(int selector) {
        GXDLMSActionItem item = new GXDLMSActionItem();
        item.setLogicalName("0.0.10.0.106.255");
        item.setScriptSelector(selector);
        return item;
    }

    private static GXDLMSActivityCalendar calendar() {
        GXDLMSActivityCalendar calendar = new GXDLMSActivityCalendar("0.0.13.0.0.255");
        GXDLMSSeasonProfile[] seasons = {new GXDLMSSeasonProfile("S1", new GXDateTime(-1, 1, 1, 0, 0, 0, 0), "W1")};
        GXDLMSWeekProfile week = new GXDLMSWeekProfile();
        week.setName("W1");
        week.setSunday(1);
        GXDLMSDayProfile[] days = {new GXDLMSDayProfile(0, new GXDLMSDayProfileAction[] {
                new GXDLMSDayProfileAction(new GXTime(0, 0, 0, 0), "0.0.10.0.100.255", 1)}),
                new GXDLMSDayProfile(1, new GXDLMSDayProfileAction[] {
                        new GXDLMSDayProfileAction(new GXTime(0, 0, 0, 0), "0.0.10.0.100.255", 2)})};
        calendar.setCalendarNameActive("GURUX");
        calendar.setSeasonProfileActive(seasons);
        calendar.setWeekProfileTableActive(new GXDLMSWeekProfile[] {week});
        calendar.setDayProfileTableActive(days);
        calendar.setCalendarNamePassive("GURUX");
        calendar.setSeasonProfilePassive(seasons);
        calendar.setWeekProfileTablePassive(new GXDLMSWeekProfile[] {week});
        calendar.setDayProfileTablePassive(days);
        calendar.setTime(new GXDateTime(2026, 1, 4, 0, 0, 0, 0));
        return calendar;
    }

    private static GXDLMSSpecialDaysTable days() {
        GXDLMSSpecialDaysTable table = new GXDLMSSpecialDaysTable("0.0.11.0.0.255");
        GXDLMSSpecialDay day = new GXDLMSSpecialDay();
        day.setIndex(1);
        day.setDate(new GXDate(2026, 12, 25));
        day.setDayId(1);
        table.setEntries(new GXDLMSSpecialDay[] {day});
        return table;
    }

    private static GXDLMSPushSetup push(GXDLMSObject register) {
        GXDLMSPushSetup push = new GXDLMSPushSetup("0.0.25.9.0.255");
        push.setService(ServiceType.TCP);
        push.setDestination("127.0.0.1:4059");
        push.setMessage(MessageType.COSEM_APDU);
        push.setNumberOfRetries((byte) 2);
        push.getPushObjectList()
                .add(new AbstractMap.SimpleEntry<>(register, new GXDLMSCaptureObject(2, 0)));
        return push;
    }

    /** Argument: the key for encryption and authentication, in hex digits. Prints its port, and ends with its process. */
    public static void main(String[] args) throws Exception {
        GuruxSettingsMeter meter = new GuruxSettingsMeter(HexFormat.of().parseHex(args[0]));
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + listener.getLocalPort());
            while (true) {
                try (Socket socket = listener.accept()) {
                    meter.reset();
                    meter.serve(socket);
                }
            }
        }
    }

    @Override
    protected AccessMode onGetAttributeAccess(ValueEventArgs args) {
        return AccessMode.READ_WRITE;
    }

    @Override
    protected MethodAccessMode onGetMethodAccess(ValueEventArgs args) {
        return MethodAccessMode.ACCESS;
    }

    /** The library counts blocks, and leaves to the meter what comes of them. */
    @Override
    protected void onPostAction(ValueEventArgs[] args) {
        for (ValueEventArgs done : args) {
            if (done.getTarget() instanceof GXDLMSImageTransfer image && done.getIndex() > 2) {
                image.setImageTransferStatus(done.getIndex() == 3
                        ? ImageTransferStatus.IMAGE_VERIFICATION_SUCCESSFUL
                        : ImageTransferStatus.IMAGE_ACTIVATION_SUCCESSFUL);
            }
        }
    }
}
