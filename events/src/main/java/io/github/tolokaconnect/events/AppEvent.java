package io.github.tolokaconnect.events;

/** A fact that the streams app publishes: what it decided, what it joined, and what it found out. */
public sealed interface AppEvent extends Event permits Decision, TaskIndexed, Label, Alert {}
