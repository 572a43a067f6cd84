// The life of one item: look it up, see what happened to it, in the order of time.

import {el, fill, json, node, time} from './dom.js';
import {moment, plain} from './words.js';
import {Reader} from './reader.js';

let key = '';

const reader = new Reader('item', () => [`api/v1/items/${encodeURIComponent(key)}`], show, 5_000);
const failed = reader.fail.bind(reader);
reader.fail = (failure) => {
  if (failure.status === 404) {
    reader.answered = null;
    reader.say('empty', `Nothing is known of ${key}`, 'No prediction, task or refusal of this item was seen, or it was forgotten. Keys are case-sensitive.');
  } else {
    failed(failure);
  }
};

export const item = {
  start(rest) {
    if (rest !== key) {
      reader.answered = null;
      fill(el('item'));
    }
    key = rest;
    el('item-key').value = key;
    if (key) reader.start();
    else reader.say('asking', 'Which item?', 'Its id is the key of its records: the item_id of a prediction.');
    if (!key) el('item-key').focus({preventScroll: true});
  },
  stop: () => reader.stop(),
  stats: () => { if (key) reader.soon(1_000); },
};

el('item-search').addEventListener('submit', (submit) => {
  submit.preventDefault();
  const asked = el('item-key').value.trim();
  const address = `#item/${encodeURIComponent(asked)}`;
  if (location.hash === address) reader.again();
  else location.hash = address;
});

function show(answer) {
  const state = node('span', 'status', plain(answer.state));
  const head = node('header', 'item-head', node('h3', '', answer.item_id), state);
  head.dataset.state = {labelled: 'finished', created: 'finished', refused: 'failed', selected: 'in-flight'}[answer.state] ?? '';
  fill(el('item'), head, node('ol', 'timeline', answer.timeline.map(entry)));
  return null;
}

function entry(happened) {
  const ids = Object.entries(happened.ids).map(([name, id]) => node('div', '', node('dt', '', name), node('dd', 'mono', name === 'operation' ? operation(id) : id)));
  const facts = Object.entries(happened.facts).map(([name, value]) => node('div', '', node('dt', '', name), node('dd', '', typeof value === 'object' ? json(value) : String(value))));
  const made = node('li', 'entry', node('p', 'entry-head', node('strong', '', happened.what), ' ', time(happened.at, moment(happened.at))), node('dl', 'facts', facts, ids));
  made.dataset.kind = happened.kind;
  return made;
}

function operation(id) {
  const link = node('a', '', id);
  link.href = `api/v1/operations/${id}`;
  return link;
}
