// A card for each pool: what it got, what it refused and why, how long that takes.

import {el, fill, node} from './dom.js';
import {count, duration, share} from './words.js';
import {read} from './api.js';
import {draw, drop} from './chart.js';
import {Reader} from './reader.js';

const IDLE_DAYS = 25;
const REFUSED = 0.05;

const reader = new Reader('pools', () => ['api/v1/pools'], show, 5_000);
const cards = new Map();
// Of many pools only those in sight ask for their numbers over time.
const inSight = new Set();
const sight = new IntersectionObserver((changes) => {
  for (const change of changes) {
    if (change.isIntersecting) {
      inSight.add(change.target);
      chart(change.target);
    } else {
      inSight.delete(change.target);
    }
  }
});

export const pools = {
  start: () => reader.start(),
  stop: () => reader.stop(),
  stats: () => reader.soon(1_000),
};

function show(answer) {
  const gone = new Set(cards.keys());
  for (const pool of answer.pools) {
    gone.delete(pool.pool);
    if (!cards.has(pool.pool)) cards.set(pool.pool, make(pool.pool));
    update(cards.get(pool.pool), pool);
  }
  for (const id of gone) {
    sight.unobserve(cards.get(id));
    inSight.delete(cards.get(id));
    drop(cards.get(id));
    cards.delete(id);
  }
  const order = answer.pools.map((pool) => cards.get(pool.pool));
  if (order.some((card, i) => el('pools').children[i] !== card)) el('pools').replaceChildren(...order);
  inSight.forEach(chart);
  return answer.pools.length ? null : ['No pool yet', 'A pool appears with its first task or refusal, or with an alias that stands for it.'];
}

function make(id) {
  const canvas = node('canvas', '');
  canvas.setAttribute('role', 'img');
  const card = node('article', 'card', node('header', ''), node('dl', 'facts'), node('div', 'chart', canvas), node('p', 'note', 'tasks created and records refused, each minute of the last hour'));
  card.dataset.pool = id;
  sight.observe(card);
  return card;
}

function update(card, pool) {
  const name = pool.aliases.length ? pool.aliases.map((alias) => `@${alias}`).join(', ') : pool.pool;
  fill(card.querySelector('header'), node('h3', '', name), node('p', 'note', [pool.aliases.length ? pool.pool : null, pool.routes.length ? `route ${pool.routes.join(', ')}` : 'no route'].filter(Boolean).join(' · ')));
  const latency = pool.record_to_task;
  const idle = pool.idle_days;
  fill(card.querySelector('.facts'), [
    fact('Created', count(pool.created)),
    fact('Refused', share(pool.rejected_share), pool.rejected ? `${count(pool.rejected)}${pool.top_error ? `, most: ${pool.top_error.code}${pool.top_error.path ? ` at ${pool.top_error.path}` : ''}` : ''}` : 'none', pool.rejected_share >= REFUSED),
    fact('To task', latency ? `≤ ${duration(latency.p50)}` : '–', latency ? `95 % within ${duration(latency.p95)}` : ''),
    fact('Labels', count(pool.labels), pool.agreement == null ? '' : `${share(pool.agreement)} agree`),
    fact('Idle', idle == null ? '–' : idle === 0 ? 'no' : `${idle} d`, idle >= IDLE_DAYS ? 'archived after 30 days' : '', idle >= IDLE_DAYS),
  ]);
}

function fact(name, value, note = '', alarm = false) {
  const made = node('div', '', node('dt', '', name), node('dd', '', value), note ? node('dd', 'note', note) : null);
  made.dataset.alarm = alarm ? 'warn' : '';
  return made;
}

async function chart(card) {
  try {
    const series = await read(`api/v1/pools/${encodeURIComponent(card.dataset.pool)}/series?window=1m`);
    const created = series.points.map((point) => point.created);
    const rejected = series.points.map((point) => point.rejected);
    const total = (values) => count(values.reduce((sum, value) => sum + value, 0));
    draw(card.querySelector('canvas'), series.points.map((point) => point.at), [
      {label: 'created', colour: 'good', values: created},
      {label: 'refused', colour: 'bad', values: rejected},
    ], {small: true, bars: true, label: `Pool ${card.dataset.pool}, last hour: ${total(created)} created, ${total(rejected)} refused.`});
  } catch {
    // The list itself says when there is no answer; the chart keeps what it shows.
  }
}
