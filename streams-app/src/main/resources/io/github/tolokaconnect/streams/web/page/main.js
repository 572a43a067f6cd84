// Which view is shown, and the server's events for it.

import {el} from './dom.js';
import {alertChanged, loadAlerts} from './alerts.js';
import {errors} from './errors.js';
import {flow} from './flow.js';
import {item} from './item.js';
import {operations} from './operations.js';
import {pools} from './pools.js';
import {count} from './words.js';
import {notice} from './reader.js';

const RETRY_MS = 3_000;
const views = {flow, pools, operations, errors, item};
let shown = null;
let events = null;
let retry = 0;

/** The address after the sign: a view, what follows a slash, and parameters. */
function address() {
  const [path, query = ''] = location.hash.slice(1).split('?');
  const [name, ...rest] = path.split('/');
  return {name: name in views ? name : 'flow', rest: decoded(rest.join('/')), parameters: new URLSearchParams(query)};
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function route() {
  const {name, rest, parameters} = address();
  if (shown) views[shown].stop();
  if (shown !== name) notice('');
  for (const view of Object.keys(views)) el(`view-${view}`).hidden = view !== name;
  for (const link of el('views').children) {
    if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${name[0].toUpperCase()}${name.slice(1)} · Toloka Connect`;
  shown = name;
  views[name].start(rest, parameters);
}

function say(state, text) {
  el('link').dataset.link = state;
  el('link-text').textContent = text;
}

function follow() {
  unfollow();
  events = new EventSource('events');
  events.addEventListener('listening', () => {
    say('live', 'live');
    loadAlerts();
    // Changes made before this are only in the answers, so they are asked for again.
    route();
  });
  events.addEventListener('operation', (event) => views[shown].operation?.(JSON.parse(event.data)));
  events.addEventListener('stats', (event) => {
    const overview = JSON.parse(event.data);
    leftOut(overview.flow);
    views[shown].stats(overview);
  });
  events.addEventListener('alert', (event) => alertChanged(JSON.parse(event.data)));
  events.addEventListener('error', () => {
    say('lost', 'reconnecting');
    if (events?.readyState === EventSource.CLOSED) retry = setTimeout(follow, RETRY_MS);
  });
}

/** A browser opens six connections to one server, for all its tabs: those that nobody looks at must not hold them. */
function unfollow() {
  clearTimeout(retry);
  events?.close();
  events = null;
}

addEventListener('pagehide', unfollow);
addEventListener('pageshow', (show) => { if (show.persisted) follow(); });
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    unfollow();
    views[shown].stop();
  } else {
    follow();
  }
});

function leftOut({unreadable, late}) {
  const events = unreadable + late;
  el('skipped').textContent = events ? `${count(events)} event${events === 1 ? '' : 's'} could not be used; they are in the dead letters` : '';
}

el('skip').addEventListener('click', (click) => {
  // The address belongs to the views.
  click.preventDefault();
  el('main').focus();
});
addEventListener('hashchange', route);

// Links of former releases: /?state=stuck.
const state = new URLSearchParams(location.search).get('state');
if (state && !location.hash) history.replaceState(null, '', `${location.pathname}#operations?state=${encodeURIComponent(state)}`);

route();
follow();
