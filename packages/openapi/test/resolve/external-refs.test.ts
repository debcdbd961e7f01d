import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startUpstream, type Upstream } from '@mcpm/test-kit';
import { describe, expect, it } from 'vitest';
import { compileDocument, type CompiledDocument, type CompileOptions, type DocumentSource } from '../../src/index.ts';
import { documentOf } from '../one-operation.ts';

/** What the servers of a test hold, by path; a text is where they redirect to. */
type Held = Record<string, unknown>;

/** Two servers with the same things. */
async function twoServers(held: Held): Promise<AsyncDisposable & { readonly own: Upstream; readonly other: Upstream }> {
  const handler: Parameters<Upstream['respond']>[0] = ({ url }) => {
    const body = held[url];
    if (body === null) return undefined;
    if (typeof body === 'string') return { status: 302, headers: { location: body } };
    return body === undefined ? { status: 404 } : { body: JSON.stringify(body) };
  };
  const [own, other] = [await startUpstream({ handler }), await startUpstream({ handler })];
  return {
    own,
    other,
    [Symbol.asyncDispose]: async () => {
      await own.close();
      await other.close();
    },
  };
}

/** A document with one operation whose body has these references as properties. */
function refers(...references: readonly string[]): Record<string, unknown> {
  const properties = Object.fromEntries(references.map(($ref, index) => [`p${index}`, { $ref }]));
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  return documentOf({ '/things': { post: { requestBody: { content }, responses: {} } } });
}

const compile = (source: DocumentSource, options: CompileOptions = {}): Promise<CompiledDocument> =>
  compileDocument(source, { externalRefs: true, ...options });

function propertiesOf(compiled: CompiledDocument): unknown {
  return compiled.plans[0]?.inputSchema.properties['body']?.['properties'];
}

describe('R13: references to other addresses', () => {
  it('are refused by default, with a warning that names the option, and nothing is fetched', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own, other } = servers;
    held['/api.json'] = refers(`${other.url}/pet.json`, 'pet.json');
    const compiled = await compile({ url: `${own.url}/api.json` }, { externalRefs: false });
    expect(compiled.warnings.map(({ code }) => code)).toEqual(['reference_external', 'reference_external']);
    expect(compiled.warnings[0]?.message).toContain('"externalRefs"');
    expect(other.requests).toEqual([]);
    expect(own.requests.map(({ url }) => url)).toEqual(['/api.json']);
  });

  it('are followed when that is wanted, on to further ones, relative to where they stand', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own, other } = servers;
    held['/v1/api.json'] = refers(`${other.url}/moved/pet.json#/Pet`, '../shared.json#/Name');
    held['/moved/pet.json'] = '/pets/pet.json';
    held['/pets/pet.json'] = { Pet: { $ref: 'colour.json' } };
    held['/pets/colour.json'] = { type: 'string', enum: ['red'] };
    held['/shared.json'] = { Name: { type: 'string', maxLength: 9 } };
    const compiled = await compile({ url: `${own.url}/v1/api.json` });
    expect(compiled.warnings).toEqual([]);
    expect(propertiesOf(compiled)).toEqual({
      p0: { type: 'string', enum: ['red'] },
      p1: { type: 'string', maxLength: 9 },
    });
  });

  it('never see the headers of the document, unless they have its origin', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own, other } = servers;
    held['/api.json'] = refers(`${other.url}/a.json`, 'b.json', 'c.json');
    held['/a.json'] = { type: 'string' };
    held['/b.json'] = { type: 'string' };
    held['/c.json'] = `${other.url}/a.json`;
    const compiled = await compile({ url: `${own.url}/api.json`, headers: { 'X-Key': 'secret' } });
    expect(compiled.warnings).toEqual([]);
    expect(own.requests.map(({ headers }) => headers['x-key'])).toEqual(['secret', 'secret', 'secret']);
    expect(other.requests.length).toBeGreaterThan(0);
    for (const { headers } of other.requests) expect(headers).not.toHaveProperty('x-key');
  });

  it('are asked for with the name and password of the document at its origin, and nowhere else', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own, other } = servers;
    held['/api.json'] = refers(`${other.url}/a.json`, 'b.json');
    held['/a.json'] = { type: 'string' };
    held['/b.json'] = { type: 'string' };
    await compile({ url: `${own.url.replace('//', '//user:secret@')}/api.json` });
    const login = `Basic ${btoa('user:secret')}`;
    expect(own.requests.map(({ headers }) => headers['authorization'])).toEqual([login, login]);
    for (const { headers } of other.requests) expect(headers).not.toHaveProperty('authorization');
  });

  it('that fail are named with the reason', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own } = servers;
    held['/api.json'] = refers('gone.json', 'http://127.0.0.1:1/x', 'ftp://127.0.0.1/x', 'big.json');
    held['/big.json'] = { description: 'x'.repeat(5_000) };
    const compiled = await compile({ url: `${own.url}/api.json` }, { maxBytes: 2_000 });
    expect(compiled.warnings.map(({ code }) => code)).toEqual([
      'reference_unreachable',
      'reference_unreachable',
      'reference_external',
      'reference_unreachable',
    ]);
    expect(compiled.warnings[0]?.message).toContain('was refused with 404');
    expect(compiled.warnings[3]?.message).toContain('larger than 2000 bytes');
  });

  it('are fetched at most fifty times', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own } = servers;
    for (let index = 0; index < 60; index += 1) held[`/${index}.json`] = { type: 'string' };
    held['/api.json'] = refers(...Array.from({ length: 60 }, (_, index) => `${index}.json`));
    const compiled = await compile({ url: `${own.url}/api.json` });
    expect(own.requests).toHaveLength(51);
    expect(compiled.warnings).toHaveLength(10);
    expect(compiled.warnings[0]?.message).toContain('More than 50 addresses');
  });

  it('share the time of one document, and end with the signal', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { own } = servers;
    Object.assign(held, { '/api.json': refers('a.json', 'b.json'), '/a.json': null, '/b.json': null });
    const compiled = await compile({ url: `${own.url}/api.json` }, { timeoutMs: 1_000 });
    expect(compiled.warnings.map(({ code }) => code)).toEqual(['reference_unreachable', 'reference_unreachable']);
    expect(own.requests.length).toBeLessThan(4);
    const stopping = new AbortController();
    const fetching: typeof fetch = (input, init) => {
      if (typeof input === 'string' && input.endsWith('a.json')) stopping.abort(new Error('changed my mind'));
      return fetch(input, init);
    };
    await expect(
      compile({ url: `${own.url}/api.json` }, { fetch: fetching, signal: stopping.signal }),
    ).rejects.toThrowError('changed my mind');
  });

  it('lead from a file to the network, never from the network to a file', async () => {
    const held: Held = {};
    await using servers = await twoServers(held);
    const { other } = servers;
    const folder = await mkdtemp(join(tmpdir(), 'mcpm-refs-'));
    try {
      const secret = join(folder, 'secret.json');
      await writeFile(secret, JSON.stringify({ type: 'string', enum: ['secret'] }));
      await writeFile(join(folder, 'api.json'), JSON.stringify(refers(`${other.url}/a.json`, 'secret.json')));
      held['/a.json'] = { type: 'object', properties: { stolen: { $ref: `file://${secret}` } } };
      const compiled = await compile({ file: join(folder, 'api.json') });
      expect(propertiesOf(compiled)).toMatchObject({ p1: { enum: ['secret'] } });
      expect(compiled.warnings.map(({ code }) => code)).toEqual(['reference_external']);
      expect(JSON.stringify(compiled.plans[0]?.inputSchema).match(/secret"/g)).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
