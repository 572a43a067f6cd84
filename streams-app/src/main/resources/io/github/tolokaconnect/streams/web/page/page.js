// The live view of operations: one list from the API, then one server-sent event per change.
// Everything that comes from the server enters the page as text, never as markup.

const LIMIT = 200;
const OVERVIEW_EVERY_MS = 10_000;
const RETRY_MS = 3_000;
const AGE_BAR_FULL_MS = 3_600_000;

const el = (id) => document.getElementById(id);
const operations = new Map();
const opened = new Set();
let filter = new URLSearchParams(location.search).get('state') ?? '';
let loaded = false;
let problem = null;
let clockAhead = 0;
let drawing = false;
let overviewTimer = 0;
let reloadTimer = 0;
let following = null;

const now = () => Date.now() + clockAhead;
const whole = new Intl.NumberFormat('en');
const count = (n) => (n == null ? '–' : whole.format(n));
const clock = (iso) => new Date(iso).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});

function duration(ms) {
  if (ms == null) return '–';
  const s = Math.max(0, ms) / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 60) return `${Math.floor(s)} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(Math.floor(s % 60)).padStart(2, '0')} s`;
  if (s < 172_800) return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min`;
  return `${Math.floor(s / 86_400)} d`;
}

function began(iso) {
  const at = new Date(iso);
  const today = new Date(now()).toDateString() === at.toDateString();
  return today ? clock(iso) : `${at.toLocaleDateString([], {month: 'short', day: 'numeric'})}, ${clock(iso)}`;
}

function node(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child != null));
  return made;
}

async function read(path) {
  const response = await fetch(path, {headers: {accept: 'application/json'}});
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? body.title ?? `HTTP ${response.status}`);
  clockAhead = Date.parse(body.as_of) - Date.now();
  return body;
}

async function loadOperations() {
  clearTimeout(reloadTimer);
  const asked = filter;
  try {
    const list = await read(`api/v1/operations?limit=${LIMIT}${asked ? `&state=${asked}` : ''}`);
    if (asked !== filter) return;
    operations.clear();
    for (const operation of list.operations) operations.set(operation.id, operation);
    loaded = true;
    settled();
  } catch (failure) {
    if (asked !== filter) return;
    failed(failure);
    reloadTimer = setTimeout(loadOperations, RETRY_MS);
  }
  draw();
}

async function loadOverview() {
  clearTimeout(overviewTimer);
  overviewTimer = setTimeout(loadOverview, OVERVIEW_EVERY_MS);
  try {
    showTotals(await read('api/v1/overview'));
    if (loaded) settled();
  } catch (failure) {
    failed(failure);
  }
}

function overviewSoon() {
  clearTimeout(overviewTimer);
  overviewTimer = setTimeout(loadOverview, 500);
}

function settled() {
  problem = null;
  el('notice').hidden = true;
  document.body.classList.remove('stale');
  if (following?.readyState === EventSource.OPEN) link('live', 'live');
}

function failed(failure) {
  problem = failure instanceof TypeError ? 'The application does not answer.' : failure.message;
  document.body.classList.toggle('stale', loaded);
  link('lost', 'not ready');
  if (loaded) {
    el('notice').textContent = `${problem} What you see is the last known state.`;
    el('notice').hidden = false;
  }
  draw();
}

function showTotals(overview) {
  const by = overview.operations;
  el('in-flight').textContent = count(by.in_flight);
  for (const kind of ['stuck', 'failed', 'finished']) el(kind).textContent = count(by[kind]);
  const oldest = overview.oldest_in_flight;
  el('oldest').textContent = oldest ? `oldest ${duration(oldest.age_ms)}` : 'nothing waits';
  const {created, rejected, by_pool: pools} = overview.tasks;
  el('created').textContent = count(created);
  el('rejected').textContent = count(rejected);
  const filled = pools.filter((pool) => pool.created > 0).length;
  el('created-note').textContent = filled ? `in ${filled} pool${filled === 1 ? '' : 's'}` : 'none yet';
  const share = created + rejected ? (100 * rejected) / (created + rejected) : 0;
  el('rejected-note').textContent = rejected ? `${share < 0.1 ? '< 0.1' : share.toFixed(1)} % of all` : 'none';
  alarm('stuck', by.stuck > 0);
  alarm('failed', by.failed > 0);
  alarm('rejected', share >= 5);
  const skipped = overview.skipped_events.reduce((sum, each) => sum + each.count, 0);
  el('skipped').textContent = skipped ? `${count(skipped)} event${skipped === 1 ? '' : 's'} could not be read and ${skipped === 1 ? 'was' : 'were'} skipped` : '';
}

function alarm(kind, on) {
  document.querySelector(`.tile[data-kind="${kind}"]`).dataset.alarm = on;
}

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    paint();
  });
}

function paint() {
  const listed = [...operations.values()]
    .filter((operation) => !filter || operation.state === filter)
    .sort((a, b) => b.began.localeCompare(a.began) || b.id.localeCompare(a.id))
    .slice(0, LIMIT);
  for (const id of operations.keys()) if (operations.size > 4 * LIMIT) operations.delete(id);
  const focused = document.activeElement?.dataset?.operation;
  const rows = listed.flatMap((operation) => (opened.has(operation.id) ? [row(operation), detail(operation)] : [row(operation)]));
  el('rows').replaceChildren(...rows);
  if (focused) document.querySelector(`[data-operation="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
  el('table').hidden = listed.length === 0;
  el('shown').textContent = listed.length === LIMIT ? `the newest ${LIMIT}` : listed.length ? `${listed.length} shown, newest first` : '';
  blank(listed.length === 0);
  tick();
}

function blank(empty) {
  el('blank').hidden = !empty;
  if (!empty) return;
  const [title, text] = !loaded && problem
    ? ['Not available yet', `${problem} The page tries again every few seconds.`]
    : !loaded
      ? ['Loading…', 'Reading the latest state of each operation.']
      : filter
        ? [`No operation is ${filter.replace('-', ' ')}`, 'Operations appear here as soon as one changes its state.']
        : ['No operations yet', 'The first one appears when the connector plans a micro-batch of records. Send records to its topic, and watch.'];
  el('blank-title').textContent = title;
  el('blank-text').textContent = text;
}

function row(operation) {
  const open = node('button', 'open', operation.id.slice(0, 8));
  open.type = 'button';
  open.dataset.operation = operation.id;
  open.title = operation.id;
  open.setAttribute('aria-expanded', opened.has(operation.id));
  const made = node('tr', 'operation-row',
    node('td', '', open),
    node('td', '', node('span', 'status', operation.status), tags(operation)),
    node('td', '', operation.pool?.alias ?? operation.pool?.id ?? '–'),
    node('td', 'number', count(operation.records)),
    node('td', isCounted(operation) ? '' : 'uncounted', result(operation)),
    node('td', '', age(operation)),
    node('td', 'when', began(operation.began)));
  made.dataset.state = operation.state;
  made.addEventListener('click', () => {
    if (!opened.delete(operation.id)) opened.add(operation.id);
    open.focus({preventScroll: true});
    draw();
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

function link(state, text) {
  el('link').dataset.link = state;
  el('link-text').textContent = text;
}

function follow() {
  const events = new EventSource('events');
  following = events;
  events.addEventListener('listening', () => {
    // Changes made before this are only in the list, so it is read again.
    loadOperations();
    loadOverview();
  });
  events.addEventListener('operation', (event) => {
    const operation = JSON.parse(event.data);
    operations.set(operation.id, operation);
    overviewSoon();
    draw();
  });
  events.addEventListener('error', () => {
    link('lost', 'reconnecting');
    overviewSoon();
    if (events.readyState === EventSource.CLOSED) setTimeout(follow, RETRY_MS);
  });
}

el('filter').addEventListener('change', (change) => {
  filter = change.target.value;
  history.replaceState(null, '', filter ? `?state=${filter}` : location.pathname);
  loaded = false;
  operations.clear();
  draw();
  loadOperations();
});

const chosen = document.querySelector(`#filter input[value="${CSS.escape(filter)}"]`);
if (chosen) chosen.checked = true;
else filter = '';
setInterval(() => { if (!document.hidden) tick(); }, 1000);
follow();
loadOperations();
loadOverview();
