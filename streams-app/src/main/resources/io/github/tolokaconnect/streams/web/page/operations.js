// Operations, newest first: a list from the API, kept in step by one server-sent event for each change.

import {el, fill, node, tile} from './dom.js';
import {clock, count, duration, moment, now, plural} from './words.js';
import {Reader} from './reader.js';

const LIMIT = 200;
const AGE_BAR_FULL_MS = 3_600_000;

const known = new Map();
const opened = new Set();
let filter = '';
let drawing = false;
let ticking = 0;

const reader = new Reader('operations', () => [`api/v1/operations?limit=${LIMIT}${filter ? `&state=${filter}` : ''}`, 'api/v1/overview'], show);

export const operations = {
  start(rest, parameters) {
    choose(parameters.get('state') ?? '');
    ticking = setInterval(() => { if (!document.hidden) tick(); }, 1000);
    reader.start();
  },
  stop() {
    clearInterval(ticking);
    reader.stop();
  },
  stats(overview) {
    showTotals(overview);
    // Operations of other instances change without an event here.
    reader.soon(2_000);
  },
  operation(operation) {
    known.set(operation.id, operation);
    paint();
  },
};

el('operation-filter').addEventListener('change', (change) => {
  location.hash = change.target.value ? `#operations?state=${change.target.value}` : '#operations';
});

function choose(state) {
  const radio = document.querySelector(`#operation-filter input[value="${CSS.escape(state)}"]`);
  const chosen = radio ? state : '';
  document.querySelector(`#operation-filter input[value="${chosen}"]`).checked = true;
  if (chosen === filter) return;
  filter = chosen;
  known.clear();
  fill(el('rows'));
  reader.answered = null;
}

function show(list, overview) {
  known.clear();
  for (const operation of list.operations) known.set(operation.id, operation);
  showTotals(overview);
  return draw();
}

function showTotals({operations: by, oldest_in_flight: oldest, flow: numbers}) {
  const all = numbers.created + numbers.rejected;
  fill(el('operation-totals'), [
    tile('In flight', count(by.in_flight), oldest ? `oldest ${duration(oldest.age_ms)}` : 'nothing waits'),
    tile('Stuck', count(by.stuck), 'past their deadline', by.stuck ? 'warn' : ''),
    tile('Failed', count(by.failed), 'created nothing', by.failed ? 'bad' : ''),
    tile('Finished', count(by.finished), 'created tasks'),
    tile('Tasks created', count(numbers.created), all ? `of ${plural(all, 'record')}` : 'none yet'),
    tile('Records refused', count(numbers.rejected), all ? `${((100 * numbers.rejected) / all).toFixed(1)} %` : 'none', all && numbers.rejected / all >= 0.05 ? 'bad' : ''),
  ]);
}

function paint() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const empty = draw();
    if (empty) reader.say('empty', ...empty);
    else if (reader.view.dataset.state === 'empty') reader.view.dataset.state = 'ready';
  });
}

function draw() {
  const listed = [...known.values()]
    .filter((operation) => !filter || operation.state === filter)
    .sort((a, b) => b.began.localeCompare(a.began) || b.id.localeCompare(a.id))
    .slice(0, LIMIT);
  if (known.size > 4 * LIMIT) {
    const kept = new Set(listed.map((operation) => operation.id));
    for (const id of known.keys()) if (!kept.has(id)) known.delete(id);
  }
  fill(el('rows'), listed.flatMap((operation) => (opened.has(operation.id) ? [row(operation), detail(operation)] : [row(operation)])));
  el('shown').textContent = listed.length === LIMIT ? `the newest ${LIMIT}` : listed.length ? `${listed.length} shown, newest first` : '\u00a0';
  tick();
  if (listed.length) return null;
  return filter
    ? [`No operation is ${filter.replace('-', ' ')}`, 'Operations appear here as soon as one changes its state.']
    : ['No operations yet', 'The first one appears when the connector plans a micro-batch of records. Send records to its topic, and watch.'];
}

function row(operation) {
  const open = node('button', 'open', operation.id.slice(0, 8));
  open.type = 'button';
  open.dataset.focus = operation.id;
  open.title = operation.id;
  open.setAttribute('aria-expanded', opened.has(operation.id));
  const made = node('tr', 'operation-row',
    node('td', '', open),
    node('td', '', node('span', 'status', operation.status), tags(operation)),
    node('td', '', operation.pool?.alias ?? operation.pool?.id ?? '–'),
    node('td', 'number', count(operation.records)),
    node('td', isCounted(operation) ? '' : 'uncounted', result(operation)),
    node('td', '', age(operation)),
    node('td', 'when', moment(operation.began)));
  made.dataset.state = operation.state;
  made.addEventListener('click', () => {
    if (!opened.delete(operation.id)) opened.add(operation.id);
    open.focus({preventScroll: true});
    paint();
  });
  return made;
}

function tags(operation) {
  const said = [];
  const expected = operation.status === 'SUCCESS' ? 'ALL' : 'NONE';
  if (operation.outcome && operation.outcome !== expected) said.push(operation.outcome.toLowerCase());
  if (operation.attempt > 1) said.push(`attempt ${operation.attempt}`);
  return said.length ? node('span', 'tag', said.join(', ')) : null;
}

function isCounted(operation) {
  return operation.created != null || operation.rejected != null;
}

function result(operation) {
  if (!isCounted(operation)) return node('span', 'quiet', '–');
  const created = operation.created ?? 0;
  const rejected = operation.rejected ?? 0;
  const split = node('span', 'split');
  for (const part of [created, rejected]) {
    const piece = node('i', '');
    piece.style.width = `${created + rejected ? Math.max(part ? 3 : 0, (100 * part) / (created + rejected)) : 0}%`;
    split.append(piece);
  }
  const refused = node('span', 'rejected-count', count(operation.rejected));
  refused.dataset.some = rejected > 0;
  return node('span', 'result', node('span', '', `${count(operation.created)} / `, refused), split);
}

function age(operation) {
  if (operation.took_ms != null) return node('span', 'took', duration(operation.took_ms));
  const grown = node('i', '');
  const made = node('span', 'age', node('span', 'age-text'), node('span', 'track', grown));
  made.dataset.began = operation.began;
  return made;
}

function detail(operation) {
  const cell = node('td', '', facts(operation));
  cell.colSpan = 7;
  const made = node('tr', 'detail', cell);
  made.dataset.state = operation.state;
  return made;
}

function facts(operation) {
  const list = node('dl', 'facts');
  const say = (name, value, className = '') => {
    if (value != null && value !== '') list.append(node('div', className, node('dt', '', name), node('dd', '', value)));
  };
  if (operation.error) say('Error', failure(operation.error), 'across');
  const steps = node('ol', 'steps', ...operation.reached.map((step) => {
    const at = node('time', '', clock(step.at));
    at.dateTime = step.at;
    return node('li', '', `${step.status} `, at);
  }));
  say('Life', steps, 'across');
  say('Operation', node('span', 'mono', operation.id));
  say('Source', node('span', 'mono', operation.offsets.join(', ')));
  say('Pool', [operation.pool?.alias, operation.pool?.id].filter(Boolean).join(' · '));
  say('Connector', operation.connector);
  say('Time spent', Object.entries(operation.timings_ms ?? {}).filter(([, ms]) => ms > 0)
    .map(([stage, ms]) => `${stage.replaceAll('_', ' ')} ${duration(ms)}`).join(', '), 'across');
  return list;
}

function failure(error) {
  const made = node('div', 'failure', node('strong', '', error.code ?? error.class ?? 'Error'), error.message ? `: ${error.message}` : '');
  if (error.request_id) made.append(` (request ${error.request_id})`);
  if (/^https?:\/\//.test(error.help ?? '')) {
    const help = node('a', '', 'What to do');
    help.href = error.help;
    help.rel = 'noreferrer';
    help.addEventListener('click', (click) => click.stopPropagation());
    made.append(' ', help);
  }
  return made;
}

function tick() {
  for (const made of document.querySelectorAll('.age')) {
    const ms = Math.max(0, now() - Date.parse(made.dataset.began));
    made.querySelector('.age-text').textContent = duration(ms);
    // Logarithmic up to an hour: seconds stay visible beside an operation that is stuck since noon.
    const share = Math.log1p(ms / 1000) / Math.log1p(AGE_BAR_FULL_MS / 1000);
    made.querySelector('.track i').style.width = `${Math.min(100, Math.max(3, 100 * share))}%`;
  }
}
