/**
 * Quantities as people write them, and values as JSON lines. For the command line and the demo.
 */
@NullMarked
package io.wattle.headend.text;

import org.jspecify.annotations.NullMarked;
