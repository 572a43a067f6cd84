#!/usr/bin/env bash
# Creates the topics of topics.properties that are missing, with Kafka's own kafka-topics.sh; those that exist are left as they are.
#
#   create-topics.sh --bootstrap-server HOST:PORT [--command-config FILE] [--connector NAME] [--dead-letters TOPIC] [--replicas N]
#
# --command-config  a properties file with the security settings of whoever may create topics
# --connector       the connector's name, which its journal is named after; "labeling" as in config/connector/production.json
# --dead-letters    Connect's dead letter queue; "labeling.tasks.dlq" as there
# --replicas        replicas of each topic instead of three; below three min.insync.replicas is left to the broker
#
# kafka-topics.sh is taken from the PATH, else from $KAFKA_HOME/bin, else from /opt/kafka/bin.
set -euo pipefail

usage() {
    sed -n '2,/^set -/{/^set -/d; s/^# \{0,1\}//; p;}' "$0" >&2
    exit 2
}
fail() {
    echo "create-topics: $1" >&2
    exit 1
}

client=() connector=labeling dead_letters=labeling.tasks.dlq replicas=
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --bootstrap-server | --command-config) client+=("$1" "$2") ;;
        --connector) connector=$2 ;;
        --dead-letters) dead_letters=$2 ;;
        --replicas) replicas=$2 ;;
        *) usage ;;
    esac
    shift 2
done
case " ${client[*]-} " in *" --bootstrap-server "*) ;; *) usage ;; esac

topics_file=$(dirname "${BASH_SOURCE[0]}")/topics.properties
[ -r "$topics_file" ] || fail "$topics_file cannot be read; it belongs beside this script"
PATH=$PATH:${KAFKA_HOME:-/opt/kafka}/bin
command -v kafka-topics.sh >/dev/null || fail "kafka-topics.sh is not on the PATH; set KAFKA_HOME to the directory of Kafka"

# The tool needs neither much memory nor the JVM's best code.
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx128M}
export KAFKA_JVM_PERFORMANCE_OPTS=${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1}

create() { # create NAME SETTING=VALUE…
    local name=$1 setting arguments=()
    shift
    for setting; do
        case $setting in
            partitions=*) arguments+=(--partitions "${setting#*=}") ;;
            replicas=*) arguments+=(--replication-factor "${replicas:-${setting#*=}}") ;;
            min.insync.replicas=*) [ "${replicas:-3}" -lt 3 ] || arguments+=(--config "$setting") ;;
            *) arguments+=(--config "$setting") ;;
        esac
    done
    kafka-topics.sh "${client[@]}" --create --if-not-exists --topic "$name" "${arguments[@]}" >/dev/null
    echo "created $name"
}

existing=$(kafka-topics.sh "${client[@]}" --list) || fail "the topics cannot be listed; check ${client[*]}"
running=() created=0 present=0
await() { # waits for those under way
    local pid
    for pid in "${running[@]}"; do
        wait "$pid" || fail "a topic could not be created; the message above says why. What is missing is created by the next run"
    done
    running=()
}
while IFS='=' read -r name settings; do
    case $name in
        '' | '#'*) continue ;;
        toloka.journal.*) name=toloka.journal.$connector ;;
        labeling.tasks.dlq) name=$dead_letters ;;
    esac
    if grep -qxF "$name" <<<"$existing"; then
        present=$((present + 1))
        continue
    fi
    # shellcheck disable=SC2086 # the settings are words
    create "$name" $settings &
    running+=("$!")
    created=$((created + 1))
    [ ${#running[@]} -lt 4 ] || await
done <"$topics_file"
await
echo "create-topics: $created created, $present were there"
