// Applies overlays to a parsed document, one action after the other.
import { DocumentError } from '../document-error.ts';
import { isObject, type JsonObject } from '../load/json-object.ts';
import { joinPointer } from '../load/json-pointer.ts';
import type { ReadLimits } from '../load/read-source.ts';
import { MergeError, mergeUpdate } from './merge-update.ts';
import { readOverlay, type Overlay, type OverlayAction } from './read-overlay.ts';
import { changeNodes, REMOVED, selectNodes, selectValues } from './select-nodes.ts';

/** A document after its overlays; parts that no action touched are the same objects as before. */
export interface OverlaidDocument {
  readonly root: JsonObject;
  /** The texts of the overlays. */
  readonly texts: readonly string[];
  /** Actions that selected or changed nothing: `overlay#/actions/N`; the second overlay is called `overlay2`, and so on. */
  readonly unmatched: readonly { readonly pointer: string; readonly message: string }[];
}

/** Reads the overlays (paths or URLs) and applies them in their order. Throws `DocumentError` naming overlay and place. */
export async function applyOverlays(
  document: JsonObject,
  inputs: readonly string[],
  limits: ReadLimits,
): Promise<OverlaidDocument> {
  const overlays: Overlay[] = [];
  for (const input of inputs) overlays.push(await readOverlay(input, limits));
  const unmatched: { pointer: string; message: string }[] = [];
  let root = document;
  for (const [order, overlay] of overlays.entries()) {
    for (const [index, action] of overlay.actions.entries()) {
      const pointer = joinPointer('/actions', index);
      const next = applyAction(root, action, { overlay, pointer });
      const idle = action.change.kind === 'nothing';
      if (next) root = next;
      if (!next || idle)
        unmatched.push({
          pointer: `overlay${order === 0 ? '' : order + 1}#${pointer}`,
          message: `Action ${index} of the overlay ${overlay.name} ${next ? 'changes nothing: it has neither "update" nor "copy" nor "remove: true"' : `matched nothing: ${action.target}`}`,
        });
    }
  }
  return { root, texts: overlays.map((overlay) => overlay.text), unmatched };
}

interface At {
  readonly overlay: Overlay;
  readonly pointer: string;
}

/** The document after one action; `undefined` if it selects nothing. */
function applyAction(root: JsonObject, { target, change }: OverlayAction, at: At): JsonObject | undefined {
  const selection = attempt({ ...at, pointer: `${at.pointer}/target` }, () => selectNodes(root, target));
  if (!selection || change.kind === 'nothing') return selection ? root : undefined;
  const changed = attempt(at, () => {
    if (change.kind === 'remove') return changeNodes(root, selection, () => REMOVED);
    const value = change.kind === 'update' ? change.value : copied(root, change.from, at);
    return changeNodes(root, selection, (node) => mergeUpdate(node, value));
  });
  if (isObject(changed)) return changed;
  throw at.overlay.broken(at.pointer, 'removes the whole document');
}

function copied(root: JsonObject, from: string, at: At): unknown {
  const pointer = `${at.pointer}/copy`;
  const values = attempt({ ...at, pointer }, () => selectValues(root, from));
  if (values.length === 1) return values[0];
  throw at.overlay.broken(pointer, `copies "${from}", which selects ${values.length} nodes instead of one`);
}

/** Runs a step of an action; whatever goes wrong is a flaw of the overlay. */
function attempt<T>(at: At, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    if (error instanceof MergeError) throw at.overlay.broken(at.pointer, error.message, error);
    // The library has a SyntaxError of its own.
    if (error instanceof Error && error.name === 'SyntaxError')
      throw at.overlay.broken(at.pointer, `has a JSONPath that cannot be read: ${error.message}`, error);
    if (error instanceof RangeError)
      throw at.overlay.broken(at.pointer, 'reaches places that are nested too deeply', error);
    throw error;
  }
}
