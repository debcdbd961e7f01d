// Makes the Overlay that mends what was found.
import type { Finding, OverlayFix } from './finding.ts';

/** An OpenAPI Overlay 1.1 document. */
export interface OverlayDocument {
  readonly overlay: '1.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly actions: readonly (OverlayFix & { readonly description: string })[];
}

/**
 * The Overlay of all findings that can be mended; `undefined` if there is none. What is removed goes last, items further behind in a list first, so that no action changes
 * the place another one means.
 */
export function overlayOf(findings: readonly Finding[], title: string): OverlayDocument | undefined {
  const actions = new Map<string, OverlayFix & { readonly description: string }>();
  for (const { code, message, fix = [] } of findings)
    for (const action of fix) {
      const key = JSON.stringify(action);
      if (!actions.has(key)) actions.set(key, { description: `${code}: ${message}`, ...action });
    }
  if (actions.size === 0) return undefined;
  const all = [...actions.values()];
  const removals = all
    .filter((action) => 'remove' in action)
    .toSorted((left, right) => order(right.target, left.target));
  return {
    overlay: '1.1.0',
    info: { title: `Mends ${title}`, version: '1.0.0' },
    actions: [...all.filter((action) => 'update' in action), ...removals],
  };
}

/** Orders targets as their lists are ordered: numbers by their value. */
function order(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
