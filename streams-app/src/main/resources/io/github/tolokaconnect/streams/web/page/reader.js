// Keeps a view in step with questions to the API: asks at once, every so often and when told, and says so when there is no answer.

import {el, fill, node} from './dom.js';
import {clock} from './words.js';
import {read} from './api.js';

const RETRY_MS = 3_000;

export class Reader {
  /**
   * ask: returns the paths; draw: gets the answers and returns what to say if there is nothing to show, as [title, text], else null.
   */
  constructor(view, ask, draw, everyMs = 10_000) {
    this.view = el(`view-${view}`);
    this.blank = this.view.querySelector('.blank');
    this.ask = ask;
    this.draw = draw;
    this.everyMs = everyMs;
    this.timer = 0;
    this.turn = 0;
    this.answered = null;
    this.running = false;
  }

  start() {
    this.running = true;
    if (!this.answered) this.say('loading', 'Loading…', 'Reading what is known now.');
    this.load();
  }

  stop() {
    this.running = false;
    clearTimeout(this.timer);
  }

  /** Asks again after a moment: of many calls in it, one counts. */
  soon(ms = 300) {
    if (!this.running || this.isSoon) return;
    this.isSoon = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), ms);
  }

  /** Forgets what was answered: the question is another one now. */
  again() {
    this.answered = null;
    this.start();
  }

  async load() {
    clearTimeout(this.timer);
    this.isSoon = false;
    const turn = ++this.turn;
    let wait = this.everyMs;
    try {
      const answers = await Promise.all(this.ask().map(read));
      if (turn !== this.turn) return;
      this.answered = new Date().toISOString();
      const empty = this.draw(...answers);
      if (empty) this.say('empty', ...empty);
      else this.view.dataset.state = 'ready';
      incomplete(answers);
    } catch (failure) {
      if (turn !== this.turn) return;
      this.fail(failure);
      wait = RETRY_MS;
    }
    if (this.running) this.timer = setTimeout(() => this.load(), wait);
  }

  fail(failure) {
    if (failure.status === undefined) throw failure;
    if (this.answered) {
      this.view.dataset.state = 'stale';
      notice(`Stale since ${clock(this.answered)}: ${failure.message}`);
    } else if (failure.status === 0) {
      this.say('failed', 'No answer', `${failure.message} The page tries again every few seconds.`);
    } else {
      this.say('failed', failure.status === 503 ? 'Not ready yet' : 'Not available', `${failure.message} The page tries again every few seconds.`);
    }
  }

  say(state, title, text) {
    this.view.dataset.state = state;
    fill(this.blank, node('h3', '', title), node('p', '', text));
  }
}

/** Above the view: that something shown is older than it should be, or not all there is. */
export function notice(text) {
  if (el('notice').textContent !== text) el('notice').textContent = text;
  el('notice').hidden = !text;
}

function incomplete(answers) {
  const stale = answers.flatMap((answer) => answer.stale ?? []);
  const missing = [...new Set(answers.flatMap((answer) => answer.missing ?? []))];
  const said = stale.map((part) => `The ${part.source} are stale since ${clock(part.since)}: ${part.reason}`);
  if (missing.length) said.push(`Without what ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'}: no answer.`);
  notice(said.join(' '));
}
