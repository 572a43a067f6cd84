# The streams app with its page.
FROM eclipse-temurin:17-jre
COPY streams-app/target/lib/ /opt/toloka-streams-app/lib/
COPY streams-app/target/toloka-streams-app.jar /opt/toloka-streams-app/
COPY config/streams/streams-app.properties /opt/toloka-streams-app/
USER 10001
EXPOSE 8090
ENTRYPOINT ["java", "-jar", "/opt/toloka-streams-app/toloka-streams-app.jar", "--config", "/opt/toloka-streams-app/streams-app.properties"]
