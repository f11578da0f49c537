/**
 * A second reader of IEC 62056-21, made by others: j62056 of the OpenMUC project (LGPL-2.1), over our own lines. It reads
 * out in modes A to C and has no programming mode.
 *
 * <p>Our session and the simulated meter are held against it, and who mistrusts ours reads with it ({@code --driver
 * j62056}). Its types stay here.
 */
@NullMarked
package io.wattle.protocols.optical.openmuc;

import org.jspecify.annotations.NullMarked;
