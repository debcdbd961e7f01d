import { expect, test } from 'vitest';
import {
  hasMarker,
  isKept,
  markerPrefix,
  markersIn,
  markerValue,
  runMarker,
} from '../../../src/effects/end/run-marker.ts';

const supervisor = '7d9f3c1e-0000-4000-8000-000000000001';
const environment = (...variables: string[]) => Buffer.from(variables.map((variable) => `${variable}\0`).join(''));

test('a run is found by its own marker and by that of its supervisor, and by no other', () => {
  const marker = runMarker({ supervisor, number: 3, survive: false });
  const markers = markersIn(environment('PATH=/bin', `MCPM_RUN=${markerValue(marker, undefined)}`, 'HOME=/'));
  expect(markers).toEqual([marker]);
  expect(hasMarker(markers, marker)).toBe(true);
  expect(hasMarker(markers, markerPrefix(supervisor))).toBe(true);
  expect(hasMarker(markers, `${marker}1`)).toBe(false);
  expect(hasMarker(markersIn(environment(`MCPM_RUN=${marker}1`)), marker)).toBe(false);
});

test('a run of a supervisor that is itself a run is found by both', () => {
  const outer = runMarker({ supervisor, number: 1, survive: false });
  const inner = runMarker({ supervisor: 'inner', number: 2, survive: true });
  const markers = markersIn(environment(`MCPM_RUN=${markerValue(inner, outer)}`));
  expect([outer, inner].map((marker) => hasMarker(markers, marker))).toEqual([true, true]);
});

test('a run that outlives its supervisor is none of those that end with it', () => {
  const marker = runMarker({ supervisor, number: 3, survive: true });
  expect(isKept(marker)).toBe(true);
  expect(hasMarker([marker], markerPrefix(supervisor))).toBe(false);
});

test('an environment that was overwritten, or speaks of markers elsewhere, has none', () => {
  for (const other of [environment(), environment('NOT_MCPM_RUN=a.1'), Buffer.from('nginx: worker process\0\0\0')])
    expect(markersIn(other)).toEqual([]);
});
