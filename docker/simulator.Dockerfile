# The simulator of the API.
FROM eclipse-temurin:17-jre
COPY simulator/target/toloka-simulator.jar /opt/toloka-simulator.jar
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/opt/toloka-simulator.jar", "--host", "0.0.0.0"]
