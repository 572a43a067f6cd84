// The banner of alerts that fire.

import {el, fill, node, time} from './dom.js';
import {moment} from './words.js';
import {read} from './api.js';

const RETRY_MS = 10_000;
const firing = new Map();
let timer = 0;

export async function loadAlerts() {
  clearTimeout(timer);
  try {
    const {alerts} = await read('api/v1/alerts');
    firing.clear();
    alerts.forEach(keep);
    draw();
  } catch {
    // The view says when there is no answer.
  }
  timer = setTimeout(loadAlerts, RETRY_MS);
}

export function alertChanged(alert) {
  keep(alert);
  draw();
}

function keep(alert) {
  if (alert.state === 'FIRING') firing.set(alert.id, alert);
  else firing.delete(alert.id);
}

function draw() {
  const list = [...firing.values()].sort((a, b) => rank(b) - rank(a) || b.since.localeCompare(a.since));
  const said = list.map((alert) => alert.event_id).join();
  if (el('alerts').dataset.said === said) return;
  el('alerts').dataset.said = said;
  el('alerts').hidden = list.length === 0;
  fill(el('alerts'), list.map((alert) => {
    const made = node('p', 'alert', node('strong', '', alert.rule), ' ', alert.summary, ' ', node('span', 'since', 'since ', time(alert.since, moment(alert.since))));
    if (/^https?:\/\//.test(alert.runbook ?? '')) {
      const book = node('a', '', 'what to do');
      book.href = alert.runbook;
      book.rel = 'noreferrer';
      made.append(' ', book);
    }
    made.dataset.severity = alert.severity;
    return made;
  }));
}

const rank = (alert) => ['INFO', 'WARN', 'PAGE'].indexOf(alert.severity);
