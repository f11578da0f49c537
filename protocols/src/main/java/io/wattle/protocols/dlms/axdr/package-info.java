/**
 * A-XDR (IEC 61334-6): how xDLMS writes numbers, lengths and the type Data of IEC 62056-5-3. Pure functions on byte
 * arrays for the codecs of both sides; a reader's every step is checked against what is left.
 */
@NullMarked
package io.wattle.protocols.dlms.axdr;

import org.jspecify.annotations.NullMarked;
