// Reads an Overlay document (OpenAPI Overlay Specification 1.0 and 1.1) and refuses what is none, naming file and place.
import { DocumentError } from '../document-error.ts';
import { parseSource } from '../load/document-source.ts';
import { isObject, quote, textOf, type JsonObject } from '../load/json-object.ts';
import { joinPointer } from '../load/json-pointer.ts';
import { parseText } from '../load/parse-text.ts';
import { readSource, type ReadLimits } from '../load/read-source.ts';

/** What an action does to each node its target selects. */
type Change =
  | { readonly kind: 'remove' }
  | { readonly kind: 'update'; readonly value: unknown }
  | { readonly kind: 'copy'; readonly from: string }
  | { readonly kind: 'nothing' };

/** One action: a JSONPath (RFC 9535) and the change of what it selects. */
export interface OverlayAction {
  readonly target: string;
  readonly change: Change;
}

/** An overlay as it was written. */
export interface Overlay {
  /** What messages call it. */
  readonly name: string;
  readonly text: string;
  readonly actions: readonly OverlayAction[];
  /** The failure of the place at a pointer: `reason` follows the name of the overlay and the place. */
  readonly broken: (pointer: string, reason: string, cause?: unknown) => DocumentError;
}

/** Reads and checks the overlay at a path or URL; `extends` is ignored. Throws `DocumentError` with pointer and line. */
export async function readOverlay(input: string, limits: ReadLimits): Promise<Overlay> {
  const { name, text, digest, url = '' } = await readSource(parseSource(input), limits);
  limits.onRead?.({ url, digest });
  const { root, locate } = await parseText(text, name);
  const broken: Overlay['broken'] = (pointer, reason, cause) => {
    const line = locate([pointer]).get(pointer);
    const at = [...(pointer === '' ? [] : [pointer]), ...(line === undefined ? [] : [`line ${line}`])].join(', ');
    return new DocumentError('document_unusable', `The overlay ${name} ${reason}${at === '' ? '' : ` (${at})`}.`, {
      next: 'Mend the overlay; its form is the OpenAPI Overlay Specification 1.0 or 1.1.',
      pointer,
      ...(line === undefined ? {} : { line }),
      ...(cause === undefined ? {} : { cause }),
    });
  };
  if (!isObject(root)) throw broken('', 'is not an object');
  checkVersion(root['overlay'], broken);
  const listed = root['actions'];
  if (!Array.isArray(listed)) throw broken('/actions', `needs a list of actions, not ${quote(listed)}`);
  const actions = listed.map((action: unknown, index) => readAction(action, joinPointer('/actions', index), broken));
  return { name, text, actions, broken };
}

function checkVersion(declared: unknown, broken: Overlay['broken']): void {
  if (declared === undefined) throw broken('', 'is no overlay: it has no "overlay" with a version');
  const version = typeof declared === 'number' ? declared.toFixed(1) : (textOf(declared)?.trim() ?? quote(declared));
  if (!/^1\.[01](\.\d+)?$/.test(version))
    throw broken('/overlay', `declares version "${version}", and only 1.0 and 1.1 can be applied`);
}

function readAction(action: unknown, pointer: string, broken: Overlay['broken']): OverlayAction {
  if (!isObject(action)) throw broken(pointer, `has an action that is ${quote(action)}`);
  const target = textOf(action['target']);
  if (target === undefined) throw broken(pointer, 'has an action without a "target"');
  return { target, change: readChange(action, pointer, broken) };
}

function readChange(action: JsonObject, pointer: string, broken: Overlay['broken']): Change {
  const { remove, update, copy } = action;
  if (remove !== undefined && typeof remove !== 'boolean')
    throw broken(joinPointer(pointer, 'remove'), `has a "remove" that is ${quote(remove)}, neither true nor false`);
  if (remove === true) return { kind: 'remove' };
  if (copy === undefined) return update === undefined ? { kind: 'nothing' } : { kind: 'update', value: update };
  if (update !== undefined) throw broken(pointer, 'has an action with both "update" and "copy"');
  if (typeof copy === 'string') return { kind: 'copy', from: copy };
  throw broken(joinPointer(pointer, 'copy'), `has a "copy" that is ${quote(copy)}, not a JSONPath`);
}
