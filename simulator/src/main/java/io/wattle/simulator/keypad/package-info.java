/**
 * The meter side of STS (IEC 62055-41): what a meter does with twenty digits that somebody keys in.
 *
 * <pre>
 *   digits ──► Keypad: format ► authentication ► validation ► execution ──► KeypadEntry
 *                 │                                                       (new state, answer, credit)
 *            KeypadProfile (what kind of meter)    KeypadState (key, identifiers seen, settings)
 * </pre>
 *
 * <p>Pure: a state and a time go in, a state comes out, and {@code meter} keeps it and moves the balance. What of it the
 * standard says and what is our reading stands in {@code docs/sts.md}.
 */
@NullMarked
package io.wattle.simulator.keypad;

import org.jspecify.annotations.NullMarked;
