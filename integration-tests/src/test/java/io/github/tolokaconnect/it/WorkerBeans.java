package io.github.tolokaconnect.it;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBeans of a worker, asked from outside as monitoring does. */
final class WorkerBeans implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private WorkerBeans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** Arguments of a JVM that shows its MBeans at {@code port} of the loopback address. */
    static List<String> shownAt(int port) {
        var jmx = "-Dcom.sun.management.jmxremote";
        return List.of(
                jmx + ".port=" + port,
                jmx + ".rmi.port=" + port,
                jmx + ".host=127.0.0.1",
                jmx + ".authenticate=false",
                jmx + ".ssl=false",
                "-Djava.rmi.server.hostname=127.0.0.1");
    }

    /** Connects to a JVM that was started with {@link #shownAt}. */
    @SuppressWarnings(
            "BanJNDI") // this is how JMX connects, and the other side is a worker that the test itself has started
    static WorkerBeans at(int port) throws IOException {
        var url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        return new WorkerBeans(JMXConnectorFactory.connect(url));
    }

    /** The attributes of all MBeans that {@code pattern} matches. */
    Set<String> attributes(String pattern) throws IOException, JMException {
        var attributes = new TreeSet<String>();
        for (var name : server.queryNames(new ObjectName(pattern), null)) {
            for (var attribute : server.getMBeanInfo(name).getAttributes()) {
                attributes.add(attribute.getName());
            }
        }
        return attributes;
    }

    /** A number that the MBean {@code name} has. */
    double number(String name, String attribute) throws IOException, JMException {
        return ((Number) server.getAttribute(new ObjectName(name), attribute)).doubleValue();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
