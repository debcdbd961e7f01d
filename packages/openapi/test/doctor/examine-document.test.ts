// What is wrong with a document is named, and the Overlay that is proposed takes it away.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { compileDocument } from '../../src/compile-document.ts';
import { examineDocument, formatOverlay } from '../../src/doctor/doctor.ts';
import type { ExamineOptions } from '../../src/doctor/examine-document.ts';
import { flawedDocument, flawedSwagger, mendable } from './flawed-documents.ts';

const codes = (findings: readonly { readonly code: string }[]) =>
  [...new Set(findings.map(({ code }) => code))].toSorted();

const visit = (document: unknown, options: ExamineOptions = {}) =>
  examineDocument({ text: JSON.stringify(document, null, 2) }, options);

async function examine(document: unknown, options: ExamineOptions = {}) {
  return (await visit(document, options)).findings;
}

/** What is still found after the Overlay of a first examination was applied. */
async function mend(document: unknown, form: 'json' | 'yaml', options: ExamineOptions = {}) {
  await using home = temporaryHome();
  const { overlay } = await visit(document, options);
  if (overlay === undefined) throw new Error('There is nothing to mend.');
  const file = join(home.path, `overlay.${form}`);
  writeFileSync(file, await formatOverlay(overlay, form));
  return { overlay, after: await examine(document, { ...options, overlays: [file] }) };
}

test('R48: every flaw is named with pointer and line, and with an Overlay where it can be mended', async () => {
  const findings = await examine(flawedDocument);
  expect(codes(findings.filter(({ fix }) => fix !== undefined))).toEqual(mendable);
  for (const { line, message, advice } of findings) {
    expect(line).toBeGreaterThan(0);
    expect([message, advice].every((text) => text.length > 5)).toBe(true);
  }
  expect(findings.map(({ severity }) => severity)).toEqual(
    ['error', 'warning', 'note'].flatMap((one) => findings.flatMap(({ severity }) => (severity === one ? [one] : []))),
  );
});

test.each(['json', 'yaml'] as const)(
  'R48: the Overlay as %s, applied, takes away every flaw it is for',
  async (form) => {
    const { overlay, after } = await mend(flawedDocument, form);
    expect(overlay.overlay).toBe('1.1.0');
    expect(after.filter(({ fix }) => fix !== undefined)).toEqual([]);
    expect(codes(after)).toEqual(['parameter_undescribed']);
  },
);

test('a Swagger 2.0 document is mended in its own words', async () => {
  const baseUrl = 'https://api.flaws.dev/v2';
  const { after } = await mend(flawedSwagger, 'yaml', { baseUrl });
  expect(codes(await examine(flawedSwagger, { baseUrl }))).toEqual([
    'consumes_missing',
    'parameter_undescribed',
    'parameter_without_schema',
    'path_parameter_missing',
    'produces_missing',
    'security_undeclared',
    'server_implied',
  ]);
  expect(codes(after)).toEqual(['parameter_undescribed']);
});

test('the mended document compiles without warnings, to tools that call the server that can be reached', async () => {
  await using home = temporaryHome();
  const { overlay } = await visit(flawedDocument);
  const file = join(home.path, 'overlay.yaml');
  writeFileSync(file, await formatOverlay(overlay!, 'yaml'));
  const { plans, warnings } = await compileDocument({ text: JSON.stringify(flawedDocument) }, { overlays: [file] });
  expect(warnings).toEqual([]);
  expect(new Set(plans.map(({ request }) => request.baseUrl))).toEqual(new Set(['https://api.flaws.dev/v1']));
  expect(plans.every(({ name }) => name.length <= 45)).toBe(true);
  const listing = JSON.stringify(plans);
  for (const gone of ['Do not tell', '\u200B']) expect(listing).not.toContain(gone);
});

test('no secret that is found stands in what is said of it', async () => {
  const findings = await examine(flawedDocument);
  expect(findings.some(({ code }) => code === 'secret_exposed')).toBe(true);
  expect(JSON.stringify(findings)).not.toContain('IOSFODNN7QWERTYU');
});

test('a document without flaws has no findings', async () => {
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Fine',
      version: '1',
      description: 'Never mind earlier versions. Users tell the system what they want.',
    },
    servers: [{ url: 'https://api.fine.dev' }],
    paths: {
      '/pets': {
        get: {
          operationId: 'listPets',
          summary: 'List pets',
          responses: { 200: { description: 'Pets', content: { 'application/json': {} } } },
        },
      },
    },
  };
  const { findings, overlay } = await visit(document);
  expect(findings).toEqual([]);
  expect(overlay).toBeUndefined();
});
