import { CreateServer } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { buildProcess } from '../src/build-process.ts';
import { defineServer } from '../src/definition.ts';
import { settings } from './fakes/ports.ts';

const openapiUrl = 'https://docs.test/openapi.json';

function definitionWith(fields: object) {
  const facts = { id: 'a', now: '2026-01-01T00:00:00.000Z', transport: 'streamable', port: 3001, openapiUrl } as const;
  return defineServer(CreateServer.parse({ name: 'docs', openapiUrl, ...fields }), { ...facts, secretNames: [] });
}

test('R45: a process is told where the host of its document may lead, and its definition has no say in that', () => {
  const definition = definitionWith({ env: { MCPM_DOCUMENT_PLACES: '["all"]', TZ: 'UTC' } });
  const spec = buildProcess(definition, {}, { ...settings, documentPlaces: ['10.0.0.0/8'] });
  expect(spec.env).toEqual({ MCPM_DOCUMENT_PLACES: '["10.0.0.0/8"]', TZ: 'UTC' });
});

test('R45: where nothing is opened that is said too; a manager without such places says nothing', () => {
  expect(buildProcess(definitionWith({}), {}, { ...settings, documentPlaces: [] }).env).toEqual({
    MCPM_DOCUMENT_PLACES: '[]',
  });
  expect(buildProcess(definitionWith({}), {}, settings).env).toEqual({});
});
