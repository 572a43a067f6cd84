// From predictions to labels: how many of each, why fewer, and the routes that decide.

import {button, el, fill, node, tile} from './dom.js';
import {count, plain, share} from './words.js';
import {change} from './api.js';
import {draw} from './chart.js';
import {Reader, notice} from './reader.js';

const MOST_REASONS = 4;
const SENT_AGAIN = new Map([['REEMIT', 'itself'], ['RELEASE', 'time'], ['REPLAY', 'replay']]);

const reader = new Reader('flow', () => ['api/v1/overview', 'api/v1/series?window=1m', 'api/v1/routes'], show, 5_000);

export const flow = {
  start: () => reader.start(),
  stop: () => reader.stop(),
  stats: showTotals,
};

function show(overview, series, routes) {
  showTotals(overview);
  const points = series.points;
  draw(el('flow-chart'), points.map((point) => point.at), [
    {label: 'predictions', colour: 'quiet', values: points.map((point) => point.decided)},
    {label: 'selected', colour: 'running', values: points.map((point) => point.selected)},
    {label: 'created', colour: 'good', values: points.map((point) => point.created)},
    {label: 'refused', colour: 'bad', values: points.map((point) => point.rejected)},
    {label: 'labels', colour: 'label', values: points.map((point) => point.labels)},
  ], {label: `In the last hour: ${sum(points, 'decided')} predictions, ${sum(points, 'selected')} selected, ${sum(points, 'created')} created, ${sum(points, 'rejected')} refused, ${sum(points, 'labels')} labels.`});
  fill(el('routes'), routes.routes.map(row));
  el('no-routes').hidden = routes.routes.length > 0;
  el('routes-table').hidden = routes.routes.length === 0;
  return overview.flow.decided + overview.flow.created + routes.routes.length > 0 ? null
    : ['Nothing has come yet', 'Send a route to the control topic and predictions to the topic of predictions, and watch them here.'];
}

const sum = (points, name) => count(points.reduce((total, point) => total + point[name], 0));

function showTotals({flow: numbers}) {
  fill(el('stages'), [
    stage('Predictions', 'predictions', numbers.decided, null, []),
    stage('Selected', 'selected', numbers.selected, numbers.decided, numbers.reasons),
    stage('Created', 'created', numbers.created, numbers.selected, numbers.codes),
    stage('Labelled', 'labels', numbers.labels, numbers.created, []),
  ]);
  const again = numbers.repairs.filter((repair) => SENT_AGAIN.has(repair.name));
  const dead = numbers.repairs.find((repair) => repair.name === 'DEAD')?.count ?? 0;
  const unusable = numbers.unreadable + numbers.late;
  fill(el('flow-totals'), [
    tile('Agreement', share(numbers.agreement), numbers.agreed + numbers.disagreed ? `${count(numbers.agreed)} of ${count(numbers.agreed + numbers.disagreed)} labels` : 'no label to compare'),
    tile('Refused', count(numbers.rejected), numbers.codes[0] ? `most: ${numbers.codes[0].name}` : 'none', numbers.rejected ? 'warn' : ''),
    tile('Waiting', count(numbers.quarantined + numbers.parked), `${count(numbers.quarantined)} for a person, ${count(numbers.parked)} parked`, numbers.quarantined ? 'warn' : ''),
tile('Sent again', count(again.reduce((total, repair) => total + repair.count, 0)), again.length ? again.map((repair) => `${count(repair.count)} by ${SENT_AGAIN.get(repair.name)}`).join(', ') : dead ? `${count(dead)} given up` : 'nothing to do'),
    tile('Duplicate tasks', count(numbers.duplicate_tasks), 'of one item and attempt', numbers.duplicate_tasks ? 'bad' : ''),
    tile('Events left out', count(unusable), `${count(numbers.duplicates)} came twice`, unusable ? 'warn' : ''),
  ]);
}

function stage(name, key, number, before, reasons) {
  const made = node('li', 'stage', node('span', 'stage-name', name), node('strong', 'stage-count', count(number)));
  made.dataset.stage = key;
  const bar = node('span', 'stage-bar', node('i', ''));
  const part = before == null ? 1 : before === 0 ? 0 : Math.min(1, number / before);
  bar.firstChild.style.width = `${100 * part}%`;
  made.append(bar, node('span', 'note', before == null ? 'decided on' : before === 0 ? '–' : `${share(part)} of the step before`));
  if (reasons.length) {
    const rest = reasons.slice(MOST_REASONS).reduce((total, reason) => total + reason.count, 0);
    const list = node('ul', 'drops', reasons.slice(0, MOST_REASONS).map((reason) => node('li', '', node('span', '', plain(reason.name)), node('b', '', count(reason.count)))));
    if (rest) list.append(node('li', '', node('span', '', 'other'), node('b', '', count(rest))));
    list.setAttribute('aria-label', `Why fewer are ${name.toLowerCase()}`);
    made.append(list);
  }
  return made;
}

function row(route) {
  const state = route.problem ? 'unusable' : route.enabled ? 'on' : 'paused';
  const act = route.enabled ? 'pause' : 'resume';
  const word = route.enabled ? 'Pause' : 'Resume';
  const turn = button(word, () => turnRoute(route.name, act));
  turn.dataset.focus = `route/${route.name}`;
  turn.setAttribute('aria-label', `${word} route ${route.name}`);
  const made = node('tr', 'route',
    node('td', '', node('strong', '', route.name), node('span', 'tag', `priority ${route.priority}`)),
    node('td', '', route.pool ?? '–', route.pool_id && route.pool_id !== route.pool ? node('span', 'tag', route.pool_id) : null),
    node('td', 'number', count(route.decided)),
    node('td', 'number', count(route.selected)),
    node('td', '', node('span', 'status', state), route.problem ? node('p', 'problem', route.problem) : null),
    node('td', 'act', turn));
  made.dataset.state = {on: 'finished', paused: 'stuck', unusable: 'failed'}[state];
  return made;
}

async function turnRoute(name, act) {
  try {
    if (await change('POST', `api/v1/routes/${encodeURIComponent(name)}/${act}`)) {
      notice(`Route ${name} is being ${act === 'pause' ? 'paused' : 'resumed'}.`);
      // Instances read the change from its topic: usually at once, not always before the next question.
      reader.soon(700);
    }
  } catch (failure) {
    notice(`Route ${name} was not changed: ${failure.message}`);
  }
}
