// Charts, by Chart.js, in the colours of the page.

import {minute} from './words.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const charts = new Map();

/** Draws series over time; each is {label, colour, values}. small: without axes. */
export function draw(canvas, times, series, {small = false, bars = false, label = ''} = {}) {
  canvas.setAttribute('aria-label', label);
  const labels = times.map(minute);
  const datasets = series.map((one) => ({
    label: one.label,
    data: one.values,
    borderColor: colour(one.colour),
    backgroundColor: bars ? colour(one.colour) : 'transparent',
    borderWidth: bars ? 0 : 2,
    pointRadius: 0,
    pointHitRadius: 12,
    tension: 0.25,
  }));
  const known = charts.get(canvas);
  if (known) {
    known.data.labels = labels;
    known.data.datasets.forEach((dataset, i) => { dataset.data = datasets[i].data; });
    known.update('none');
    return;
  }
  charts.set(canvas, new window.Chart(canvas, {type: bars ? 'bar' : 'line', data: {labels, datasets}, options: options(small, bars)}));
}

function options(small, bars) {
  const axis = {
    stacked: bars,
    display: !small,
    ticks: {color: colour('quiet'), maxTicksLimit: 8, maxRotation: 0},
    grid: {color: colour('line')},
    border: {display: false},
  };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: {mode: 'index', intersect: false},
    scales: {x: {...axis, grid: {display: false}}, y: {...axis, beginAtZero: true, ticks: {...axis.ticks, precision: 0}}},
    plugins: {legend: {display: !small, align: 'end', labels: {color: colour('quiet'), boxWidth: 14, boxHeight: 2}}},
  };
}

/** Frees the charts within an element that is about to go. */
export function drop(parent) {
  for (const [canvas, chart] of charts) {
    if (!parent.contains(canvas)) continue;
    chart.destroy();
    charts.delete(canvas);
  }
}

// Colours are in the charts as values: after a change of scheme they are drawn anew with the next numbers.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drop(document));
