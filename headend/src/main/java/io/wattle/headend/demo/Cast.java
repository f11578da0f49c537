package io.wattle.headend.demo;

/**
 * Who plays what.
 *
 * @param payer serial of the meter that gets a credit which is proved
 * @param thief serial of the meter whose balance somebody raises
 * @param poor serial of the meter that runs out of credit
 */
record Cast(String payer, String thief, String poor) {

    boolean plays(String meter) {
        return meter.equals(payer) || meter.equals(thief) || meter.equals(poor);
    }
}
