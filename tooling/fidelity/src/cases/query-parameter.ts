// Owns the building of one case about a query parameter.
import type { ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';

/** A query parameter, and what is sent of a value. */
export interface QueryParameter {
  readonly says: string;
  /** Fields of the parameter besides name, place and schema. */
  readonly rules?: JsonObject;
  readonly name?: string;
  readonly schema?: Json;
  /** The argument; absent: not given. */
  readonly value?: Json;
  /** The argument's key; default the name. */
  readonly key?: string;
  /** The query; undefined with `result`: no request at all. */
  readonly sent?: string;
  readonly result?: ExpectedResult;
  readonly more?: Partial<FidelityCase>;
}

/** The case of one query parameter. */
export function query(
  id: string,
  { says, rules, name = 'color', schema, value, key, sent, result, more }: QueryParameter,
): FidelityCase {
  const content = rules !== undefined && 'content' in rules;
  return {
    id: `query/${id}`,
    says,
    operation: {
      parameters: [{ name, in: 'query', ...(content ? {} : { schema: schema ?? { type: 'string' } }), ...rules }],
    },
    args: value === undefined ? {} : { [key ?? name]: value },
    requests: sent === undefined ? [] : [{ target: sent === '' ? '' : `?${sent}` }],
    ...(result === undefined ? {} : { result }),
    ...more,
  };
}
