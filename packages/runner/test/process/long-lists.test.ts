import { Client as NewClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDocument } from '../pets-document.ts';
import { runnerArgs, startRunner } from '../runner-process.ts';

/** More than the 10 MB that clients read in one message, when each tool brings its definitions. */
const TOOLS = 120;

let home: TemporaryHome;
let args: readonly string[];
let expected: readonly string[];

beforeAll(() => {
  home = temporaryHome();
  const values = Array.from({ length: 100 }, (_, index) => `a value of this list ${index}`);
  const kinds = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`kind${index}`, { type: 'string', enum: values }]),
  );
  const operation = (index: number): object => ({
    post: {
      operationId: `tool${index}`,
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Long' } } } },
      responses: {},
    },
  });
  const file = writeDocument(home.path, {
    openapi: '3.1.0',
    info: { title: 'Long', version: '1' },
    servers: [{ url: 'http://127.0.0.1:1' }],
    paths: Object.fromEntries(Array.from({ length: TOOLS }, (_, index) => [`/${index}`, operation(index)])),
    components: { schemas: { Long: { type: 'object', properties: kinds } } },
  });
  args = ['--openapi', file, '--lazy', 'never', '--no-cache'];
  expected = [...Array.from({ length: TOOLS }, (_, index) => `tool${index}`), 'read_answer'];
});

afterAll(() => home[Symbol.asyncDispose]());

const info = { name: 'test', version: '1' };
const stdio = (): { command: string; args: string[]; stderr: 'ignore' } => ({
  command: process.execPath,
  args: runnerArgs(...args),
  stderr: 'ignore',
});

describe('a list that is too long for one message', () => {
  test('R29: reaches a client of the first SDK page by page over stdio', async () => {
    const client = new OldClient(info);
    await client.connect(new OldStdio(stdio()));
    try {
      const names: string[] = [];
      let pages = 0;
      for (let cursor: string | undefined; pages === 0 || cursor !== undefined; pages += 1) {
        const page = await client.listTools(cursor === undefined ? {} : { cursor });
        names.push(...page.tools.map(({ name }) => name));
        cursor = page.nextCursor;
      }
      expect(names).toEqual(expected);
      expect(pages).toBe(4);
      await expect(client.listTools({ cursor: 'nonsense' })).rejects.toMatchObject({ code: -32_602 });
      await expect(client.listTools({ cursor: 'nonsense' })).rejects.toThrow('ask again without a cursor');
    } finally {
      await client.close();
    }
  });

  test.each(['legacy', 'auto'] as const)(
    'R29: reaches a client of the second SDK whole over stdio (%s)',
    async (mode) => {
      const client = new NewClient(info, { versionNegotiation: { mode } });
      await client.connect(new StdioClientTransport(stdio()));
      try {
        const { tools, nextCursor } = await client.listTools();
        expect(tools.map(({ name }) => name)).toEqual(expected);
        expect(nextCursor).toBeUndefined();
        await expect(client.listTools({ cursor: 'nonsense' })).rejects.toMatchObject({ code: -32_602 });
      } finally {
        await client.close();
      }
    },
  );

  test.each(['legacy', 'auto'] as const)('R29: reaches it whole over Streamable HTTP (%s)', async (mode) => {
    await using runner = startRunner([...args, '--transport', 'streamable', '--port', '0']);
    const client = new NewClient(info, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(new URL(await runner.url())));
    try {
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(expected);
    } finally {
      await client.close();
    }
  });
});
