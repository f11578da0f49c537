/**
 * What the commands share: how the head-end is asked, how an answer is shown, what a wrong command line is.
 */
@NullMarked
package io.wattle.headend.cli.verb;

import org.jspecify.annotations.NullMarked;
