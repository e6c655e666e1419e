package org.eutectic.cli;

public final class Main {
    public static void main(String[] args) {
        System.out.println(org.graalvm.polyglot.Engine.create().getImplementationName());
        System.err.println("err");
        System.exit(3);
    }
}
