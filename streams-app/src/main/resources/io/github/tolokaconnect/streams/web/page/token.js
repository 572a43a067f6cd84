// The token of whoever uses the page: asked for when it is needed, kept in this tab only.

import {el} from './dom.js';

const KEY = 'token';

export const knownToken = () => sessionStorage.getItem(KEY);
export const forgetToken = () => sessionStorage.removeItem(KEY);

/** The token, or null if it is not given. */
export function askToken(note) {
  const dialog = el('token-dialog');
  if (note) el('token-note').textContent = note;
  el('token').value = '';
  dialog.returnValue = '';
  return new Promise((resolve) => {
    const submit = () => { dialog.returnValue = 'given'; };
    const cancel = () => dialog.close('');
    el('token-form').addEventListener('submit', submit, {once: true});
    el('token-cancel').addEventListener('click', cancel, {once: true});
    dialog.addEventListener('close', () => {
      el('token-form').removeEventListener('submit', submit);
      el('token-cancel').removeEventListener('click', cancel);
      const given = dialog.returnValue === 'given' ? el('token').value.trim() : '';
      el('token').value = '';
      if (given) sessionStorage.setItem(KEY, given);
      resolve(given || null);
    }, {once: true});
    dialog.showModal();
  });
}
