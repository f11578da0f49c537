/**
 * A security module in software, over a keystore file. For development and test: its keys are in this process's memory,
 * and nobody has certified it.
 */
@NullMarked
package io.wattle.headend.sts.software;

import org.jspecify.annotations.NullMarked;
