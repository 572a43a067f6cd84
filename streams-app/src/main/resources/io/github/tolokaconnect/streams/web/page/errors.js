// Refusals by reason: how many, why, what to do, which records wait; and the replays that try them again.

import {button, el, fill, json, node, time} from './dom.js';
import {count, moment, plural} from './words.js';
import {read} from './api.js';
import {hint} from './hints.js';
import {openReplay} from './replay.js';
import {Reader} from './reader.js';

const SAMPLES = 3;

const opened = new Set();
const details = new Map();
let over = '24h';

const reader = new Reader('errors', () => [`api/v1/errors/top?window=${over}`, 'api/v1/errors?limit=1', 'api/v1/replays?limit=10'], show, 5_000);

export const errors = {
  start: () => reader.start(),
  stop: () => reader.stop(),
  stats: () => reader.soon(1_000),
};

el('error-window').addEventListener('change', (change) => {
  over = change.target.value;
  reader.again();
});

function show(top, waiting, replays) {
  el('waiting-note').textContent = waiting.total ? `${plural(waiting.total, 'refused record')} ${waiting.total === 1 ? 'waits' : 'wait'}` : 'no refused record waits';
  fill(el('groups'), top.errors.map(group), waiting.total ? everything(waiting.total) : null);
  opened.forEach((key) => load(key));
  showReplays(replays.replays);
  if (top.errors.length || waiting.total) return null;
  return over === '1h' ? ['No refusal in the last hour', 'Look at a longer time, or enjoy it.'] : ['No refusals', 'Every record that was sent became a task.'];
}

const keyOf = (code, path) => JSON.stringify([code, path]);

function group(error) {
  const key = keyOf(error.code, error.path);
  const head = button('', () => toggle(key), 'group-head');
  head.append(
    node('span', 'group-name', node('strong', '', error.code), error.path ? node('code', '', error.path) : null),
    node('span', 'group-count', count(error.count)),
    node('span', 'note', error.pools.map((pool) => `${pool.name ? `pool ${pool.name}` : 'no pool'}: ${count(pool.count)}`).join(', ')));
  return article(key, head, `error-${error.code}`);
}

function everything(total) {
  const key = keyOf('', '');
  const head = button('', () => toggle(key), 'group-head');
  head.append(node('span', 'group-name', node('strong', '', 'All that wait')), node('span', 'group-count', count(total)), node('span', 'note', 'whatever the reason, however old'));
  return article(key, head, 'error-all');
}

function article(key, head, id) {
  head.dataset.focus = key;
  head.setAttribute('aria-expanded', opened.has(key));
  const body = node('div', 'group-body');
  body.dataset.group = key;
  body.hidden = !opened.has(key);
  if (details.has(key)) body.append(...content(key, details.get(key)));
  const made = node('article', 'group', head, body);
  made.dataset.error = id;
  return made;
}

function toggle(key) {
  if (opened.delete(key)) details.delete(key);
  else opened.add(key);
  const body = bodyOf(key);
  body.hidden = !opened.has(key);
  body.previousSibling.setAttribute('aria-expanded', opened.has(key));
  if (opened.has(key)) load(key);
}

const bodyOf = (key) => el('groups').querySelector(`[data-group="${CSS.escape(key)}"]`);

function selection(key) {
  const [code, path] = JSON.parse(key);
  return {...(code ? {code} : {}), ...(path ? {path} : {})};
}

async function load(key) {
  try {
    const waiting = await read(`api/v1/errors?${new URLSearchParams({...selection(key), limit: SAMPLES})}`);
    if (JSON.stringify(waiting.errors) === JSON.stringify(details.get(key)?.errors) && waiting.total === details.get(key)?.total) return;
    details.set(key, waiting);
    const body = bodyOf(key);
    if (body) fill(body, content(key, waiting));
  } catch {
    // The list itself says when there is no answer; the samples stay.
  }
}

function content(key, waiting) {
  const select = selection(key);
  const replay = button('Replay…', () => openReplay(select, waiting, () => reader.soon()), 'primary');
  replay.dataset.focus = `replay/${key}`;
  replay.disabled = waiting.total === 0;
  return [
    select.code ? node('p', 'hint', hint(select.code, waiting.errors[0]?.class)) : null,
    node('p', 'bar', node('span', '', waiting.total ? `${plural(waiting.total, 'record')} ${waiting.total === 1 ? 'waits' : 'wait'}; the newest:` : 'None of them waits any more.'), replay),
    ...waiting.errors.map(sample),
  ].filter(Boolean);
}

function sample(error) {
  const item = node('a', '', error.key);
  item.href = `#item/${encodeURIComponent(error.key)}`;
  const reasons = error.errors.map((reason) => node('li', '', node('code', '', reason.path ?? 'task'), ` ${reason.code}`, reason.message ? `: ${reason.message}` : ''));
  const facts = [error.pool ? `pool ${error.pool}` : null, `attempt ${error.attempt}`, error.due ? `tried again ${moment(error.due)}` : null].filter(Boolean).join(' · ');
  return node('section', 'sample',
    node('p', '', item, ' ', time(error.at, moment(error.at)), ' ', node('span', 'note', facts)),
    node('ul', '', reasons),
    error.task == null ? node('p', 'note', 'The event does not hold the task: send the record again from its source.') : json(error.task));
}

function showReplays(list) {
  el('replays-panel').hidden = list.length === 0;
  fill(el('replays'), list.map((replay) => {
    const done = replay.progress;
    const bar = node('progress', '');
    bar.max = done?.parts || 1;
    bar.value = done?.done_parts ?? 0;
    const state = done == null ? 'not begun' : done.done ? 'done' : `${done.done_parts} of ${done.parts} parts`;
    bar.setAttribute('aria-label', state);
    const selects = Object.entries(replay.select ?? {}).map(([name, value]) => `${name} ${value}`).join(', ') || 'all';
    return node('tr', '',
      node('td', '', replay.requested ? time(replay.requested, moment(replay.requested)) : '–'),
      node('td', '', replay.by ?? '–'),
      node('td', 'wide', selects, replay.patch ? node('span', 'tag', 'patched') : null),
      node('td', 'number', count(done?.sent)),
      node('td', 'number', count(done?.dead)),
      node('td', 'number', count(done?.skipped)),
      node('td', '', bar, ' ', node('span', 'note', state)));
  }));
}
