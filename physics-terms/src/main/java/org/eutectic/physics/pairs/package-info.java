/** What sums over pairs of atoms share: functions of distances, and tables of them. */
package org.eutectic.physics.pairs;
