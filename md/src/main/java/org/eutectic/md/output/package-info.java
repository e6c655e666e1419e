/** What a run leaves behind: thermo logs and trajectories. */
package org.eutectic.md.output;
