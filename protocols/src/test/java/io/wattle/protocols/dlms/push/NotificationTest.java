package io.wattle.protocols.dlms.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications: bytes by hand after IEC 62056-5-3, their malformed twins, and laws. */
class NotificationTest {
    private static final CosemValue.Octets NO_TIME = new CosemValue.Octets(new byte[0]);

    @Test
    void shouldReadAndWriteADataNotificationThatWantsToBeConfirmed() {
        byte[] bytes = HexFormat.of().parseHex("0F4000000100" + "0201" + "0600000007");
        Notification.Data data = new Notification.Data(0x4000_0001L, NO_TIME,
                new CosemValue.Structure(List.of(new Whole(Whole.Type.UINT32, 7))));
        assertThat(Notification.read(bytes)).contains(data);
        assertThat(data.write()).isEqualTo(bytes);
        assertThat(data.wantsConfirmation()).isTrue();
        assertThat(data.confirmation()).isEqualTo(HexFormat.of().parseHex("104000000100"));
        assertThat(Notification.confirmedId(data.confirmation())).contains(0x4000_0001L);
    }

    @Test
    void shouldReadAndWriteAnEventNotificationWithAndWithoutItsTime() {
        Notification.Event event = new Notification.Event(NO_TIME, new CosemAttribute(1, "0.0.96.11.0.255", 2),
                new Whole(Whole.Type.UINT8, 41));
        byte[] bytes = HexFormat.of().parseHex("C200" + "0001" + "0000600B00FF" + "02" + "1129");
        assertThat(event.write()).isEqualTo(bytes);
        assertThat(Notification.read(bytes)).contains(event);
        byte[] timed = HexFormat.of()
                .parseHex("C2010C07EA0701030E1E0000FF8880" + "0001" + "0000600B00FF" + "02" + "1129");
        assertThat(Notification.read(timed).orElseThrow().write()).isEqualTo(timed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0F", "0F400000", "0F4000000100", "0F40000001000600000007FF", "C2",
            "C20000010000600B00FF02",
            "C2010CFF", "C00181", "10400000"})
    void shouldRefuseWhatIsNoWholeNotification(String hex) {
        assertThat(Notification.read(HexFormat.of().parseHex(hex))).isEmpty();
        assertThat(Notification.confirmedId(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Property(tries = 500)
    void shouldNeverFailWhateverComes(@ForAll @Size(min = 1, max = 60) byte[] bytes) {
        Notification.read(bytes).ifPresent(read -> assertThat(Notification.read(read.write())).contains(read));
        assertThat(Notification.confirmedId(bytes).isPresent()).isEqualTo(bytes[0] == 0x10 && bytes.length >= 5);
    }
}
