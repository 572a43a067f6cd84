// The dialog of a replay: a patch, a dry run that shows what it does, and only then the real one with its progress.

import {el, fill, json, node} from './dom.js';
import {count, plural} from './words.js';
import {change, read} from './api.js';

const PROGRESS_EVERY_MS = 1_000;

let select = {};
let tried = null;
let order = null;
let done = () => {};
let turn = 0;

/** waiting: what is known of the records that the selection means; after: called when a replay was ordered or has advanced. */
export function openReplay(selection, waiting, after) {
  select = selection;
  done = after;
  turn++;
  reset();
  el('replay-selection').textContent = `${plural(waiting.total, 'refused record')}: ${Object.entries(select).map(([name, value]) => `${name} ${value}`).join(', ') || 'all that wait'}.`;
  el('replay-patch').value = '';
  el('replay-patch').placeholder = example(waiting.errors[0]);
  el('replay-speed').value = '';
  el('replay-reason').value = '';
  el('replay-dialog').showModal();
}

/** A patch as it could look like, from the field that the reason names. */
function example(error) {
  const path = error?.errors[0]?.path;
  if (!path) return '{"overlap": 3}';
  return JSON.stringify(path.split('.').reduceRight((inner, name) => ({[name]: inner}), '…'));
}

function reset() {
  tried = null;
  order = null;
  el('replay-send').disabled = true;
  el('replay-send').hidden = false;
  el('replay-dry').hidden = false;
  el('replay-close').textContent = 'Close';
  el('replay-problem').hidden = true;
  fill(el('replay-result'));
}

function content() {
  const text = el('replay-patch').value.trim();
  const made = {select};
  if (text) made.patch = JSON.parse(text);
  if (el('replay-speed').value) made.records_per_second = Number(el('replay-speed').value);
  return made;
}

el('replay-form').addEventListener('submit', async (submit) => {
  submit.preventDefault();
  reset();
  let asked;
  try {
    asked = content();
  } catch (failure) {
    problem(`The patch is no JSON: ${failure.message}`);
    return;
  }
  try {
    const dry = await change('POST', 'api/v1/replays', {...asked, dry_run: true});
    if (!dry) return;
    tried = asked;
    el('replay-send').disabled = dry.matching === 0;
    el('replay-send').textContent = `Send ${plural(dry.matching, 'record')}`;
    fill(el('replay-result'),
      node('p', '', node('strong', '', plural(dry.matching, 'record')), ` ${dry.matching === 1 ? 'matches' : 'match'}. ${dry.samples.length ? 'The newest, before and after:' : ''}`),
      dry.missing.length ? node('p', 'note', `Without those of ${dry.missing.join(', ')}, which does not answer.`) : null,
      dry.samples.map(sample));
  } catch (failure) {
    problem(failure.message);
  }
});

function sample({key, before, after}) {
  if (before == null) return node('p', 'note', `${key}: the event does not hold the task, so it is skipped.`);
  return node('div', 'compare', node('p', '', key), json(before), node('span', 'arrow', '→'), json(after));
}

// What is sent is what was tried: after any change it has to be tried again.
for (const id of ['replay-patch', 'replay-speed']) {
  el(id).addEventListener('input', () => {
    if (tried) reset();
  });
}

el('replay-send').addEventListener('click', async () => {
  if (!tried) return;
  // One id for all tries of this order, so that a second click cannot send twice.
  order ??= crypto.randomUUID?.() ?? uuid();
  el('replay-send').disabled = true;
  const reason = el('replay-reason').value.trim();
  try {
    const ordered = await change('POST', 'api/v1/replays', {...tried, dry_run: false, ...(reason ? {reason} : {})}, {'idempotency-key': order});
    if (!ordered) {
      el('replay-send').disabled = false;
      return;
    }
    el('replay-send').hidden = true;
    el('replay-dry').hidden = true;
    done();
    follow(ordered.id, turn);
  } catch (failure) {
    el('replay-send').disabled = false;
    problem(failure.message);
  }
});

/** Browsers hand out UUIDs to pages of secure origins only. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

async function follow(id, mine) {
  if (mine !== turn || !el('replay-dialog').open) return;
  let progress = null;
  try {
    progress = (await read(`api/v1/replays/${id}`)).replay.progress;
  } catch (failure) {
    // Until this instance has read the order, it does not know it.
    if (failure.status !== 404) problem(failure.message);
  }
  if (mine !== turn) return;
  const bar = node('progress', '');
  bar.setAttribute('aria-label', 'Progress of the replay');
  if (progress) {
    bar.max = progress.parts;
    bar.value = progress.done_parts;
  }
  fill(el('replay-result'), bar, node('p', '', !progress ? 'Ordered; it begins when the instances have read it.'
    : `${progress.done ? 'Done' : 'Under way'}: ${count(progress.sent)} sent, ${count(progress.dead)} given up, ${count(progress.skipped)} skipped.`));
  done();
  if (!progress?.done) setTimeout(() => follow(id, mine), PROGRESS_EVERY_MS);
}

el('replay-close').addEventListener('click', () => el('replay-dialog').close());
el('replay-dialog').addEventListener('close', () => { turn++; });

function problem(text) {
  el('replay-problem').textContent = text;
  el('replay-problem').hidden = false;
}
