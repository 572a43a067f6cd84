// What to do about a refusal, by its code, else by its class.

const BY_CODE = {
  VALUE_REQUIRED: 'A field that the project demands is missing. Mend the producer or the map of the route; for those that wait, add the field with a patch.',
  VALUE_NOT_ALLOWED: 'The project does not know this field or value. Take it out with a patch: null removes a field.',
  INVALID_URL_SYNTAX: 'The value is no address. Mend the producer; for those that wait, a patch can set another one.',
  INVALID_TYPE: 'The value is of another type than the project says, such as a number as text.',
  STRING_LENGTH_GREATER_THAN_MAX: 'The text is longer than the project allows. Shorten it before it is sent.',
  VALUE_LESS_THAN_MIN: 'The number is too small. A patch can set another one.',
  VALUE_GREATER_THAN_MAX: 'The number is too large. A patch can set another one.',
  TASKS_CREATION_DOES_NOT_FIT_QUOTA: 'The quota is used up. They are tried again by themselves; a larger quota has to be asked for.',
  POOL_TASKS_COUNT_EXCEEDED: 'The pool is full. Let its alias stand for another pool; they follow by themselves.',
  INAPPROPRIATE_STATUS: 'The pool takes no tasks in its present status. Open or clone it on the platform, then replay.',
};

const BY_CLASS = {
  DATA: 'The task itself has to change: mend the producer or the map of the route, and replay those that wait with a patch.',
  CAPACITY: 'Time has to pass. They are tried again by themselves.',
  POOL: 'The pool has to change: open it, or let its alias stand for another one.',
  ACCESS: 'The credential or its rights have to change; see the connector\u2019s log.',
};

export function hint(code, errorClass) {
  return BY_CODE[code] ?? BY_CLASS[errorClass] ?? 'Nobody has said yet what to do about this one. Look at the samples.';
}
