// Numbers and times as people read them. The server's clock counts, not the browser's.

const whole = new Intl.NumberFormat('en');
let ahead = 0;

export function serverTime(iso) {
  if (iso) ahead = Date.parse(iso) - Date.now();
}

export const now = () => Date.now() + ahead;
export const count = (n) => (n == null ? '–' : whole.format(n));
export const plural = (n, word) => `${count(n)} ${word}${n === 1 ? '' : 's'}`;

export function share(part) {
  if (part == null) return '–';
  const percent = 100 * part;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return percent < 0.1 ? '< 0.1 %' : percent > 99.9 ? '> 99.9 %' : `${percent.toFixed(1)} %`;
}

export function clock(iso) {
  return new Date(iso).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
}

export function minute(iso) {
  return new Date(iso).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hour12: false});
}

/** The time of day; the date too if that is not today. */
export function moment(iso) {
  const at = new Date(iso);
  const today = new Date(now()).toDateString() === at.toDateString();
  return today ? clock(iso) : `${at.toLocaleDateString([], {month: 'short', day: 'numeric'})}, ${clock(iso)}`;
}

export function duration(ms) {
  if (ms == null) return '–';
  const s = Math.max(0, ms) / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 60) return `${Math.floor(s)} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(Math.floor(s % 60)).padStart(2, '0')} s`;
  if (s < 172_800) return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min`;
  return `${Math.floor(s / 86_400)} d`;
}

/** An enum's word in sentence case. */
export const plain = (word) => word.toLowerCase().replaceAll('_', ' ').replaceAll('-', ' ');
