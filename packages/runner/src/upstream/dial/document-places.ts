// Owns what a manager says of the places where documents may be that its callers name.
import { DOCUMENT_PLACES_VARIABLE, type Fault } from '@mcpm/domain';
import type { Environment } from '../../runtime/environment.ts';

/** The places, whose entries the manager has checked; `undefined` where no manager says any. An empty list opens nothing. */
export function readDocumentPlaces(env: Environment): {
  readonly documentPlaces?: readonly string[];
  readonly faults: readonly Fault[];
} {
  const text = env[DOCUMENT_PLACES_VARIABLE] ?? '';
  if (text === '') return { faults: [] };
  const places = parse(text);
  if (Array.isArray(places) && places.every((place) => typeof place === 'string'))
    return { documentPlaces: places, faults: [] };
  return {
    faults: [{ pointer: DOCUMENT_PLACES_VARIABLE, message: 'is no JSON list of hosts, addresses and networks' }],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asked says what is wrong with it.
    return undefined;
  }
}
