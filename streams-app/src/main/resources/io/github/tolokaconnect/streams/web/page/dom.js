// Building blocks of the page. Whatever comes from the server enters it as text, never as markup.

export const el = (id) => document.getElementById(id);

/** An element; children that are null are left out. */
export function node(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.flat().filter((child) => child != null));
  return made;
}

export function button(text, act, className = '') {
  const made = node('button', className, text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

export function time(iso, text) {
  const made = node('time', '', text);
  made.dateTime = iso;
  made.title = iso;
  return made;
}

/** JSON, readable. */
export function json(value) {
  return node('pre', 'json', JSON.stringify(value, null, 2));
}

/** A total with its name and a note below. */
export function tile(name, value, note = '', kind = '') {
  const made = node('div', 'tile', node('dt', '', name), node('dd', '', value), node('dd', 'note', note || '\u00a0'));
  if (kind) made.dataset.alarm = kind;
  return made;
}

/** Puts children in the place of those that are there; what had the focus keeps it, if it has the same data-focus. */
export function fill(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  parent.replaceChildren(...children.flat().filter((child) => child != null));
  if (focused) parent.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
}
