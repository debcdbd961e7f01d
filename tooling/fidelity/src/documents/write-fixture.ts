// Owns the files of a fixture: its document, what it refers to, its overlays, and files that may and may not be sent.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { FidelityCase } from '../case.ts';
import type { Fixture } from '../fixtures.ts';
import { ALL_BYTES } from '../cases/values.ts';
import { buildDocument } from './build-document.ts';
import { fillPlaces, type Places } from './fill-places.ts';

/** A written fixture. */
export interface WrittenFixture {
  /** What the runner is started with, but for the transport. */
  readonly args: readonly string[];
  /** The document, for fixtures that are fetched. */
  readonly text: string;
}

/** What other files describe: the target of references that leave the document. */
const ELSEWHERE = {
  Colour: { type: 'object', properties: { shade: { $ref: '#/Shade' } }, required: ['shade'] },
  Shade: { type: 'string', enum: ['pale', 'deep'] },
};

/** Writes everything below `places.folder`. */
export function writeFixture(fixture: Fixture, cases: readonly FidelityCase[], places: Places): WrittenFixture {
  const document: unknown = fillPlaces(buildDocument(fixture, cases), places);
  const text = fixture.yaml ? stringify(document, { lineWidth: 0 }) : JSON.stringify(document);
  const file = join(places.folder, fixture.yaml ? 'openapi.yaml' : 'openapi.json');
  writeFileSync(file, text);
  writeFileSync(join(places.folder, 'elsewhere.yaml'), stringify(ELSEWHERE));
  mkdirSync(join(places.folder, 'allowed'), { recursive: true });
  writeFileSync(join(places.folder, 'allowed', 'bytes.bin'), ALL_BYTES);
  writeFileSync(join(places.folder, 'allowed', 'note.txt'), 'A note.\n');
  writeFileSync(join(places.folder, 'secret.txt'), 'Not for sending.\n');
  const overlays = Object.entries(fixture.overlays ?? {}).map(([name, overlay]) => {
    const path = join(places.folder, name);
    writeFileSync(path, name.endsWith('.yaml') ? stringify(overlay) : JSON.stringify(overlay));
    return ['--overlay', path];
  });
  return {
    args: [
      '--openapi',
      fixture.byUrl ? `${places.origin}/documents/openapi.json` : file,
      ...overlays.flat(),
      ...fillPlaces(fixture.options ?? [], places),
    ],
    text,
  };
}
