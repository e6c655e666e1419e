package org.eutectic.md;

import java.util.function.Consumer;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;

/** An observer that hands on every so many steps. */
public record Looking(long interval, Consumer<SimulationState> look) implements Observer {
    @Override
    public void observe(SimulationState state) {
        look.accept(state);
    }
}
