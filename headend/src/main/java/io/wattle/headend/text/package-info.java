/**
 * Values as JSON lines, for the command line and the demo; rows of CSV files.
 */
@NullMarked
package io.wattle.headend.text;

import org.jspecify.annotations.NullMarked;
