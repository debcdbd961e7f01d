// Owns the matrix: place × style × explode × value, with what the specification's tables say is sent.
import type { ExpectedRequest, FidelityCase, JsonObject } from '../case.ts';
import { expandStyle, type StyledParameter } from '../oracle/expand-style.ts';
import { NOTHING, PLAIN, STRUCTURES, type Sample } from './values.ts';

/** The name in the specification's examples. */
const NAME = 'color';

type Samples = Readonly<Record<string, Sample>>;

/** A row of the matrix: one place, style and explode, and the values that the table defines for it. */
interface Row extends Omit<StyledParameter, 'name'> {
  readonly samples: Samples;
  readonly fixture?: FidelityCase['fixture'];
}

const { reserved: _reserved, unicode: _unicode, percent: _percent, ...ASCII } = PLAIN;
const { 'object-of-wicked': _pairs, 'array-of-wicked': _list, ...TAME } = STRUCTURES;
const { array, object, 'object-of-wicked': wickedPairs, ...LISTS } = STRUCTURES;
const { space: _space, empty: _empty, ...COOKIE_TEXT } = ASCII;

const ROWS: readonly Row[] = [
  ...both({ in: 'query', style: 'form' }, { ...PLAIN, ...STRUCTURES, ...NOTHING }),
  { in: 'query', style: 'spaceDelimited', explode: false, samples: { ...STRUCTURES, ...NOTHING } },
  { in: 'query', style: 'pipeDelimited', explode: false, samples: { ...STRUCTURES, ...NOTHING } },
  { in: 'query', style: 'deepObject', explode: true, samples: { object, 'object-of-wicked': wickedPairs } },
  ...both({ in: 'path', style: 'simple' }, { ...PLAIN, ...STRUCTURES }),
  ...both({ in: 'path', style: 'label' }, { ...PLAIN, ...STRUCTURES }),
  ...both({ in: 'path', style: 'matrix' }, { ...PLAIN, ...STRUCTURES }),
  ...both({ in: 'header', style: 'simple' }, { ...ASCII, ...TAME, ...NOTHING }),
  ...both({ in: 'cookie', style: 'form' }, { ...PLAIN, array, object, ...LISTS, ...NOTHING }),
  ...both({ in: 'cookie', style: 'cookie', fixture: '3.2' }, { ...COOKIE_TEXT, ...TAME }),
];

function both(row: Omit<Row, 'explode' | 'samples'>, samples: Samples): readonly Row[] {
  return [false, true].map((explode) => ({ ...row, explode, samples }));
}

/** One case for each cell. */
export function styleCases(): readonly FidelityCase[] {
  return ROWS.flatMap((row) => Object.entries(row.samples).map(([kind, sample]) => styleCase(row, kind, sample)));
}

function styleCase({ samples: _samples, fixture, ...row }: Row, kind: string, sample: Sample): FidelityCase {
  const { in: where, style, explode } = row;
  const sent = expandStyle({ ...row, name: NAME }, sample.value);
  const parameter: JsonObject = {
    name: NAME,
    in: where,
    style,
    explode,
    schema: sample.schema,
    ...(where === 'path' ? { required: true } : {}),
  };
  // A segment that holds nothing else must not be empty or a dot; with a letter before it every cell of the table can be sent.
  const path = where === 'path' ? { path: '/v{color}z' } : {};
  return {
    id: `${where}/${style}/${explode ? 'explode' : 'plain'}/${kind}`,
    says: `${kind} in ${where}, style ${style}, explode ${explode}, is sent as ${sent === undefined ? 'nothing' : `\`${sent}\``}.`,
    ...(fixture === undefined ? {} : { fixture }),
    ...path,
    operation: { parameters: [parameter] },
    args: { [NAME]: sample.argument },
    requests: [expected(where, sent)],
  };
}

function expected(where: StyledParameter['in'], sent: string | undefined): ExpectedRequest {
  switch (where) {
    case 'query':
      return { target: sent === undefined ? '' : `?${sent}` };
    case 'path':
      return { target: `/v${sent ?? ''}z` };
    case 'header':
      return { headers: { [NAME]: sent ?? null } };
    case 'cookie':
      return { headers: { cookie: sent ?? null } };
  }
}
