package io.github.tolokaconnect.chaos.plan;

/**
 * Something that is done to the running system. What it takes away, a later step gives back. {@code toString} says it in a few words.
 */
public sealed interface Action {

    /** Ends a Connect worker by SIGKILL. */
    record KillWorker(int worker) implements Action {
        @Override
        public String toString() {
            return "SIGKILL worker " + worker;
        }
    }

    /** Asks a Connect worker to end, by SIGTERM. */
    record StopWorker(int worker) implements Action {
        @Override
        public String toString() {
            return "SIGTERM worker " + worker;
        }
    }

    /** Starts a Connect worker that was killed or stopped. */
    record StartWorker(int worker) implements Action {
        @Override
        public String toString() {
            return "start worker " + worker;
        }
    }

    /** Holds a Connect worker by SIGSTOP, so that it misses the end of its session and comes back as a zombie. */
    record FreezeWorker(int worker) implements Action {
        @Override
        public String toString() {
            return "SIGSTOP worker " + worker;
        }
    }

    /** Lets a held worker go on, by SIGCONT. */
    record ThawWorker(int worker) implements Action {
        @Override
        public String toString() {
            return "SIGCONT worker " + worker;
        }
    }

    /** Ends the broker by SIGKILL. */
    record KillBroker() implements Action {
        @Override
        public String toString() {
            return "SIGKILL broker";
        }
    }

    /** Asks the broker to end, by SIGTERM. */
    record StopBroker() implements Action {
        @Override
        public String toString() {
            return "SIGTERM broker";
        }
    }

    /** Starts the broker again, on what it has stored. */
    record StartBroker() implements Action {
        @Override
        public String toString() {
            return "start broker";
        }
    }

    /** Restarts the connector with its sink tasks. */
    record RestartConnector() implements Action {
        @Override
        public String toString() {
            return "restart connector";
        }
    }

    /** Restarts one sink task. */
    record RestartSinkTask(int sinkTask) implements Action {
        @Override
        public String toString() {
            return "restart sink task " + sinkTask;
        }
    }

    /** Changes one setting of the connector. */
    record Reconfigure(String key, String value) implements Action {
        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    /** Pauses the connector. */
    record PauseConnector() implements Action {
        @Override
        public String toString() {
            return "pause connector";
        }
    }

    /** Stops the connector: its sink tasks end. */
    record StopConnector() implements Action {
        @Override
        public String toString() {
            return "stop connector";
        }
    }

    /** Lets a paused or stopped connector run again. */
    record ResumeConnector() implements Action {
        @Override
        public String toString() {
            return "resume connector";
        }
    }

    /** Has requests to the platform meet a fault from now on. */
    record BeginTrouble(Trouble trouble) implements Action {
        @Override
        public String toString() {
            return "network: " + trouble;
        }
    }

    /** Ends all faults of the platform. */
    record EndTrouble() implements Action {
        @Override
        public String toString() {
            return "network: well";
        }
    }
}
