"use strict";

// What is shown: the page asks for the whole state again and again, and writes what differs.

const EVERY_MS = 1000;
const byId = (id) => document.getElementById(id);

const COUNTS = [
  ["tasks", "tasks"],
  ["duplicates", "duplicates"],
  ["operations", "operations"],
  ["answers", "answers"],
  ["requests", "requests"],
  ["rejected_429", "429 answers"],
  ["faults_fired", "faults fired"],
];

const time = (date) => (date ? date.slice(11, 23) : "");
const number = (value) => (value === undefined || value === null ? "" : Number(value).toLocaleString("en"));

function cell(content, name) {
  const td = document.createElement("td");
  if (content instanceof Node) td.append(content);
  else td.textContent = content ?? "";
  if (name) td.className = name;
  return td;
}

/** Replaces the rows of a table if they differ from what is there. */
function show(id, rows) {
  const table = byId(id);
  const body = document.createElement("tbody");
  for (const cells of rows) {
    const tr = document.createElement("tr");
    tr.append(...cells);
    body.append(tr);
  }
  if (body.innerHTML !== table.tBodies[0].innerHTML) table.tBodies[0].replaceWith(body);
  table.hidden = rows.length === 0;
  table.parentElement.querySelector(".empty").hidden = rows.length > 0;
}

function code(text) {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}

function status(text) {
  const span = document.createElement("span");
  span.className = "status " + String(text).toLowerCase();
  span.textContent = text;
  return span;
}

function ending(id) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "End";
  button.dataset.fault = id;
  button.setAttribute("aria-label", "End rule " + id);
  return button;
}

function render(state) {
  byId("now").textContent = state.now.replace("T", " ") + " UTC";
  byId("clock").textContent = state.clock === "driven" ? "(driven: it stands still until POST /_clock moves it)" : "";
  byId("counts").replaceChildren(...COUNTS.filter(([key]) => key in state.audit).flatMap(([key, label]) => {
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    dt.textContent = label;
    dd.textContent = number(state.audit[key]);
    dd.id = "count-" + key;
    if (key === "duplicates" && state.audit[key] > 0) dd.className = "bad";
    return [dt, dd];
  }));
  show("pools", state.pools.map((pool) => [
    cell(pool.private_name ? `${pool.id} ${pool.private_name}` : pool.id),
    cell(pool.project_id),
    cell(status(pool.status)),
    cell(number(pool.tasks), "number"),
    cell(pool.last_close_reason),
  ]));
  show("operations", state.operations.map((operation) => [
    cell(code(operation.id)),
    cell(operation.type),
    cell(status(operation.status + (operation.status === "RUNNING" ? ` ${operation.progress} %` : ""))),
    cell(time(operation.submitted)),
    cell(number(operation.details?.success_count), "number"),
    cell(number(operation.details?.not_valid_count), "number"),
  ]));
  show("faults", (state.faults ?? []).map((rule) => [
    cell(rule.name ?? rule.id),
    cell(code(JSON.stringify(rule.when ?? {}))),
    cell(code(JSON.stringify(rule.do ?? {}))),
    cell(number(rule.seen), "number"),
    cell(number(rule.fired), "number"),
    cell(ending(rule.id)),
  ]));
  show("requests", state.requests.map((request) => [
    cell(time(request.at)),
    cell(code(request.method + " " + request.target)),
    cell(request.faults.join(", ")),
    cell(request.status, "number" + (request.status >= 400 ? " bad" : "")),
  ]));
}

function connected(is) {
  document.body.classList.toggle("stale", !is);
  byId("connection").textContent = is ? "Live" : "The simulator does not answer; what is shown is old.";
}

async function refresh() {
  if (!document.hidden) {
    try {
      const response = await fetch("_state", { cache: "no-store" });
      if (!response.ok) throw new Error("status " + response.status);
      render(await response.json());
      connected(true);
    } catch {
      connected(false);
    }
  }
  setTimeout(refresh, EVERY_MS);
}

byId("api").textContent = location.origin + "/api/v1";
byId("faults").addEventListener("click", (event) => {
  const id = event.target.dataset.fault;
  if (id) fetch("_faults/" + encodeURIComponent(id), { method: "DELETE" }).then(() => event.target.closest("tr")?.remove());
});
refresh();
