package org.eutectic.cli;

import picocli.CommandLine.Command;

@Command(name = "explain")
final class ExplainCommand implements Runnable {
    @Override
    public void run() {
        throw new CommandException("not yet");
    }
}
