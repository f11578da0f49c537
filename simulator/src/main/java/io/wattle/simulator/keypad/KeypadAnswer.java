package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.ResultCode;

/**
 * What a meter answers to an entry. Immutable.
 *
 * @param display what it shows, in printable ASCII without quotation marks; never the token
 */
public record KeypadAnswer(ResultCode result, String display) {}
