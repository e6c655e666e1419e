/** What trajectories tell: who stands how far from whom, how far atoms get, how they swing. Frames are taken one by one and never kept as a whole. */
package org.eutectic.md.analysis;
