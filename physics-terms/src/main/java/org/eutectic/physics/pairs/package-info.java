/** What sums over pairs of atoms share: functions of distances, tables of them, and buffers that threads add to. */
package org.eutectic.physics.pairs;
