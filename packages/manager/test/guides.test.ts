import { execFileSync } from 'node:child_process';
import { CreateServer, RunnerOptions } from '@mcpm/domain';
import { clientGuide, commandGuide } from '@mcpm/manager';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runnerArguments } from '../src/runner-arguments.ts';
import { quoteForBash, quoteForCmd, quoteForPowerShell } from '../src/shell-quote.ts';
import { createBench, document } from './fakes/ports.ts';

async function definition(fields: object = {}) {
  const { manager } = await createBench();
  return (await manager.servers.createServer(CreateServer.parse({ name: 'weather', openapi: document, ...fields })))
    .definition;
}

test('an argument quoted for bash arrives unchanged', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        { minLength: 1, maxLength: 5 },
      ),
      (argv) => {
        const script = `for a in ${argv.map(quoteForBash).join(' ')}; do printf '%s\\0' "$a"; done`;
        expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe(
          argv.map((item) => `${item}\0`).join(''),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ["it's 100 % 中文", "'it''s 100 % 中文'", '"it\'s 100 %% 中文"'],
  ['say "hi"\\', `'say "hi"\\'`, '"say \\"hi\\"\\\\"'],
])('the argument %s is quoted for PowerShell and cmd', (argument, powershell, cmd) => {
  expect(quoteForPowerShell(argument)).toBe(powershell);
  expect(quoteForCmd(argument)).toBe(cmd);
});

test('options become flags and variables that the runner schema reads back', () => {
  const { argv, env } = runnerArguments({
    openapi: 'a b.yaml',
    transport: 'sse',
    port: 0,
    watch: true,
    auth: 'tok',
    include: ['tag:x', 'tag:y'],
    serverVariables: { region: 'eu' },
    strict: false,
    cache: false,
  });
  expect(argv).toEqual([
    '--openapi',
    'a b.yaml',
    '--include',
    'tag:x',
    '--include',
    'tag:y',
    '--watch',
    '--no-cache',
    '--transport',
    'sse',
    '--port',
    '0',
    '--server-variable',
    'region=eu',
  ]);
  expect(env).toEqual({ MCPM_AUTH_TOKEN: 'tok' });
  expect(RunnerOptions.parse({ openapi: 'a b.yaml', auth: env['MCPM_AUTH_TOKEN'] }).auth).toBe('tok');
});

test('R34: a URL with a password, or with a token for a name, goes by a variable, for the command line is there for everybody to read', () => {
  const openapi = 'https://user:password-of-it@api.example.com/openapi.json';
  const overlays = [
    'https://example.com/a.yaml',
    'https://:password-too@example.com/b.yaml',
    'https://token@example.com/c.yaml',
  ];
  const { argv, env } = runnerArguments({ openapi, overlays, baseUrl: 'https://example.com/a:b@c' });
  expect(argv).toEqual(['--base-url', 'https://example.com/a:b@c']);
  expect(env).toEqual({ MCPM_OPENAPI: openapi, MCPM_OVERLAYS: JSON.stringify(overlays) });
  expect(runnerArguments({ openapi: 'https://token@example.com/openapi.json' })).toEqual({
    argv: [],
    env: { MCPM_OPENAPI: 'https://token@example.com/openapi.json' },
  });
});

test('what a definition says of its runner stands on the command line', async () => {
  const guide = commandGuide(
    await definition({ runner: { lazy: 'always', answerBudget: 0, overlays: ['mend.yaml'] } }),
  );
  const line = guide.argv.join(' ');
  for (const part of ['--overlay mend.yaml', '--lazy always', '--answer-budget 0']) expect(line).toContain(part);
});

test('the command line of a server shows no secret, only the variable to fill', async () => {
  const guide = commandGuide(await definition({ authToken: 'tok-secret' }));
  expect(JSON.stringify(guide)).not.toContain('tok-secret');
  expect(guide.secretVariables).toEqual(['MCPM_AUTH_TOKEN']);
  expect(guide.argv.slice(0, 3)).toEqual(['npx', '-y', '@mcpm/runner']);
});

test.each(['claude-code', 'cursor', 'vscode', 'codex', 'generic'] as const)(
  'the snippet for %s names the server and its gateway URL',
  async (client) => {
    const guide = clientGuide(client, await definition(), 'http://127.0.0.1:3000/mcp/weather');
    expect(guide.text).toContain('weather');
    expect(guide.text).toContain('http://127.0.0.1:3000/mcp/weather');
    const parsed: unknown = guide.language === 'json' ? JSON.parse(guide.text) : {};
    expect(parsed).toBeTypeOf('object');
  },
);

test('Claude Desktop, which takes no URL, gets a stdio command', async () => {
  const { text } = clientGuide('claude-desktop', await definition(), 'http://127.0.0.1:3000/mcp/weather');
  const { mcpServers } = JSON.parse(text) as { mcpServers: Record<string, { args: string[] }> };
  expect(mcpServers['weather']?.args.join(' ')).toMatch(/^-y @mcpm\/runner --openapi \S+ --transport stdio$/);
});
