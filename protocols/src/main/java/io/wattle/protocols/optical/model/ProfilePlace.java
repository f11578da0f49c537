package io.wattle.protocols.optical.model;

/**
 * Where the load profile stands.
 *
 * @param address such as P.01
 * @param command R5, or R6 where the meter wants that for long ones
 * @param register the channel's address: a cumulative register, not a demand
 */
public record ProfilePlace(String address, String command, Measure register) {
    public ProfilePlace {
        if (!command.equals("R5") && !command.equals("R6")) {
            throw new IllegalArgumentException("command must be R5 or R6, was: " + command);
        }
    }
}
