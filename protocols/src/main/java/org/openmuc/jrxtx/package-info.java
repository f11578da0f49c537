/**
 * One class in place of jrxtx's own, which looks for a native library that is no longer to be had. The rest of this package
 * is in jrxtx's jar. Called by j62056 alone.
 */
@NullMarked
package org.openmuc.jrxtx;

import org.jspecify.annotations.NullMarked;
