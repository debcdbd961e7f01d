// A document as it was written, ready to be examined: its operations with their parameters, and what it was compiled to.
import type { CompiledDocument } from '../compiled-document.ts';
import { isObject, listOr, objectOr, textOf, type JsonObject } from '../load/json-object.ts';
import { below, type Documents, type Place } from '../resolve/documents.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';

/** A parameter as it was written, references followed. */
export interface WrittenParameter {
  readonly place: Place;
  readonly fields: JsonObject;
  readonly name: string;
  readonly in: string;
}

/** An operation as it was written. */
export interface WrittenOperation {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly place: Place;
  readonly fields: JsonObject;
  /** Those of the path item too. */
  readonly parameters: readonly WrittenParameter[];
  /** Absent where it became no tool. */
  readonly plan?: ToolPlan;
}

/** What rules look at. */
export interface ExaminedDocument {
  readonly documents: Documents;
  readonly root: Place;
  /** Whether it is a Swagger 2.0 document. */
  readonly swagger: boolean;
  readonly operations: readonly WrittenOperation[];
  readonly compiled: CompiledDocument;
  /** Base URL that a person gave. */
  readonly baseUrl?: string;
  /** Tokens the list of tools may cost. */
  readonly listBudget: number;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** The operations of a document with its overlays. */
export function listOperations(documents: Documents, compiled: CompiledDocument): readonly WrittenOperation[] {
  const plans = new Map(compiled.plans.map((plan) => [`${plan.operation.method} ${plan.operation.path}`, plan]));
  const paths = below(documents.root(), 'paths');
  return Object.keys(objectOr(paths.value))
    .filter((path) => !path.startsWith('x-'))
    .flatMap((path) => {
      const item = follow(documents, below(paths, path));
      return METHODS.flatMap((name) => {
        const place = item && below(item, name);
        if (!place || !isObject(place.value)) return [];
        const method = name.toUpperCase();
        const plan = plans.get(`${method} ${path}`);
        const parameters = [item, place].flatMap((owner) => parametersOf(documents, owner));
        return [{ method, path, place, fields: place.value, parameters, ...(plan ? { plan } : {}) }];
      });
    });
}

/** The place behind `$ref`, if there is one. */
export function follow(documents: Documents, place: Place): Place | undefined {
  const resolution = documents.resolve(place);
  return 'place' in resolution ? resolution.place : undefined;
}

function parametersOf(documents: Documents, owner: Place): readonly WrittenParameter[] {
  const list = below(owner, 'parameters');
  return [...listOr(list.value).keys()].flatMap((index) => {
    const place = follow(documents, below(list, index));
    const name = textOf(objectOr(place?.value)['name']);
    const where = textOf(objectOr(place?.value)['in']);
    if (place === undefined || name === undefined || where === undefined) return [];
    return [{ place, fields: objectOr(place.value), name, in: where }];
  });
}
