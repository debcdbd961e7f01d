// Writes an Overlay as text.
import { stringify } from 'yaml';
import type { OverlayDocument } from './overlay-of.ts';

/** The Overlay as JSON, or as YAML with whole sentences on one line. */
export function formatOverlay(overlay: OverlayDocument, form: 'json' | 'yaml'): string {
  return form === 'json' ? `${JSON.stringify(overlay, null, 2)}\n` : stringify(overlay, { lineWidth: 0 });
}
