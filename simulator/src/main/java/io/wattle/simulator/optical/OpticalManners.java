package io.wattle.simulator.optical;

import java.time.Duration;

/**
 * How a meter behaves before the probe.
 *
 * @param identification what it presents itself with, without slash, such as {@code WTL5wattle}; its fourth character
 *        tells the mode and the speed
 * @param baudFirst at which it waits for the sign-on: 300, or what an RS-485 bus is set to
 * @param password what opens its programming mode; only a simulated one
 * @param choiceTime how long it waits to be told what to do, before it reads out by itself in mode C
 * @param idleTime how long it stays in programming mode while nobody asks
 * @param paced whether it sends as slowly as its speed says
 */
public record OpticalManners(String identification, int baudFirst, String password, Duration choiceTime,
        Duration idleTime, boolean paced) {

    /** Mode C with HDLC as mode E, 9600 baud, not paced. */
    public static OpticalManners standard() {
        return new OpticalManners("WTL5\\2wattle", 300, "00000000", Duration.ofMillis(1_500), Duration.ofSeconds(60),
                false);
    }

    public OpticalManners withIdentification(String text) {
        return new OpticalManners(text, baudFirst, password, choiceTime, idleTime, paced);
    }

    public OpticalManners withPacing() {
        return new OpticalManners(identification, baudFirst, password, choiceTime, idleTime, true);
    }

    @Override
    public String toString() {
        return "OpticalManners[" + identification + ", " + baudFirst + " baud]";
    }
}
