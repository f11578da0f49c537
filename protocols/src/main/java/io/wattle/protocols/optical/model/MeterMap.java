package io.wattle.protocols.optical.model;

import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.optical.message.Identification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a make of meter keeps what.
 *
 * @param name of the map, small letters, digits and dashes
 * @param identification which meters it is for: fits what a meter presents itself with, without the slash
 * @param serial where the serial number stands
 * @param register the cumulative register
 * @param balance empty for a meter that holds none
 * @param relay empty for a meter without
 * @param clock empty for a meter without: its readings bear our time
 * @param password what programming mode asks for
 */
public record MeterMap(String name, Pattern identification, String serial, Measure register, Optional<Measure> balance,
        Optional<RelayPlace> relay, Optional<ClockPlace> clock, Optional<TokenPlace> token,
        Optional<ProfilePlace> profile, PasswordForm password) {

    public MeterMap {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("name must be small letters, digits and dashes, was: " + name);
        }
        if (serial.isBlank()) {
            throw new IllegalArgumentException("serial must not be blank");
        }
    }

    /** Whether the map is for a meter that presents itself so. */
    public boolean fits(Identification found) {
        return identification.matcher(found.text().substring(1)).find();
    }

    /** The simulated meters'; what real ones have stands in files. */
    public static MeterMap simulated() {
        Measure register = new Measure("1.8.0", "kWh", BigDecimal.ONE);
        return new MeterMap("wattle", Pattern.compile("^WTL"), "0.0.0", register,
                Optional.of(new Measure("19.10.0", "kWh", BigDecimal.ONE)),
                Optional.of(new RelayPlace("96.3.10",
                        Map.of(RelayState.CONNECTED, "1", RelayState.DISCONNECTED, "0"), true)),
                Optional.of(new ClockPlace(List.of("0.9.2", "0.9.1"), true)),
                Optional.of(new TokenPlace("19.40.0", "19.40.0")),
                Optional.of(new ProfilePlace("P.01", "R5", register)), PasswordForm.PLAIN);
    }

    /** The simulated water meters'. */
    public static MeterMap simulatedWater() {
        MeterMap like = simulated();
        Measure register = new Measure("8-0:1.0.0", "m3", BigDecimal.ONE);
        return new MeterMap("wattle-water", Pattern.compile("^WTW"), like.serial, register,
                Optional.of(new Measure("19.10.0", "m3", BigDecimal.ONE)), like.relay, like.clock, like.token,
                Optional.of(new ProfilePlace("P.01", "R5", register)), PasswordForm.PLAIN);
    }
}
