// Takes the value of a form apart into what is sent under one name each.
import { isJson, parseMediaType } from '../../ir/media-type.ts';
import type { BodyPart, FormParts } from '../../ir/operation.ts';
import { isObject } from '../../load/json-object.ts';
import { isFileObject } from './given-file.ts';

/** One value and the rules it is sent by. */
export interface PartValue {
  /** Absent for the items of a form that is a list. */
  readonly name: string | undefined;
  readonly value: unknown;
  readonly rules: BodyPart;
  readonly isFile: boolean;
}

const DEFAULTS: BodyPart = { kind: 'content', style: 'form', explode: true, allowReserved: false };

/**
 * The values of a form, each item of a list on its own (RFC 7578 §4.3; OpenAPI 3.2 §4.14.4), but for those sent by a style. Null is nothing, unless it is sent as
 * JSON. `undefined` if the value is no object, or no list where the form is one.
 */
export function spreadParts(plan: FormParts, body: unknown): readonly PartValue[] | undefined {
  const { sequence } = plan;
  if (sequence) {
    if (!Array.isArray(body)) return undefined;
    const items: readonly unknown[] = body;
    return items.map((value, index) => partValue(undefined, value, sequence.first[index] ?? sequence.rest));
  }
  if (!isObject(body)) return undefined;
  return Object.entries(body).flatMap(([name, value]) => {
    const own = Object.hasOwn(plan.parts, name) ? plan.parts[name] : undefined;
    const rules = own ?? plan.otherParts ?? DEFAULTS;
    const values: readonly unknown[] = Array.isArray(value) && rules.kind !== 'style' ? value : [value];
    return values.filter((item) => isSent(item, rules)).map((item) => partValue(name, item, rules));
  });
}

function partValue(name: string | undefined, value: unknown, rules: BodyPart): PartValue {
  return { name, value, rules, isFile: rules.kind === 'file' || (rules.kind === 'free' && isFileObject(value)) };
}

function isSent(value: unknown, { kind, contentType }: BodyPart): boolean {
  if (value !== null) return value !== undefined;
  return kind === 'content' && contentType !== undefined && isJson(parseMediaType(contentType).essence);
}
