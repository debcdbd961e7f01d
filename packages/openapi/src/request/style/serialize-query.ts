// Writes query parameters, and the properties of urlencoded bodies, which follow the same rules (OpenAPI 3.1 §4.8.12; RFC 6570 §3.2.8).
import type { ParameterStyle } from '../../ir/operation.ts';
import { readArgument } from '../arguments/argument-value.ts';
import { deepPairs } from './deep-pairs.ts';
import { encode, encodeReserved } from './percent-encode.ts';

/** How one name is written. */
export interface QueryRules {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** What stands between the items of a list that is not exploded. */
const DELIMITERS: Readonly<Partial<Record<ParameterStyle, string>>> = {
  spaceDelimited: '%20',
  pipeDelimited: '%7C',
  tabDelimited: '%09',
};

/** The encoded `name=value` pairs of one value; none for nothing, for `[]` and for `{}`. */
export function serializeQuery(rules: QueryRules, raw: unknown): readonly string[] {
  const write = rules.allowReserved ? encodeReserved : encode;
  const name = encode(rules.name);
  if (rules.style === 'deepObject')
    return deepPairs(rules.name, raw).map(([key, text]) => `${encode(key)}=${write(text)}`);
  const value = readArgument(raw);
  const delimiter = DELIMITERS[rules.style] ?? ',';
  switch (value.kind) {
    case 'absent':
      return [];
    case 'primitive':
      return [`${name}=${write(value.text)}`];
    case 'array':
      return rules.explode
        ? value.items.map((item) => `${name}=${write(item)}`)
        : [`${name}=${value.items.map(write).join(delimiter)}`];
    case 'object':
      return rules.explode
        ? value.entries.map(([key, text]) => `${encode(key)}=${write(text)}`)
        : [`${name}=${value.entries.map(([key, text]) => `${write(key)}${delimiter}${write(text)}`).join(delimiter)}`];
  }
}
