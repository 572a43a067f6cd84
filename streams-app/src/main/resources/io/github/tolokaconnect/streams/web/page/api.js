// Questions to the API, and changes, for which the token is asked when one is needed.

import {serverTime} from './words.js';
import {askToken, forgetToken, knownToken} from './token.js';

/** What the server says in answer to a request that it does not fulfil. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.reason ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.field = problem.field;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request();
  } catch {
    throw new Refused(0, {detail: 'The application does not answer.'});
  }
  const body = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body);
  return {body, status: response.status};
}

export async function read(path) {
  const {body} = await answer(() => fetch(path, {headers: {accept: 'application/json'}}));
  serverTime(body.as_of);
  return body;
}

/** Null if the token was not given. */
export async function change(method, path, content, headers = {}) {
  let note = '';
  for (;;) {
    const token = knownToken() ?? (await askToken(note));
    if (token == null) return null;
    try {
      const {body} = await answer(() => fetch(path, {
        method,
        headers: {...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json'},
        body: content === undefined ? undefined : JSON.stringify(content),
      }));
      return body;
    } catch (failure) {
      if (failure.status !== 401) throw failure;
      forgetToken();
      note = failure.message;
    }
  }
}
