import { expect, test } from 'vitest';
import { listOptionShapes } from '../../src/cli/option-table.ts';
import { parseInvocation } from '../../src/cli/parse-options.ts';

const shapes = listOptionShapes();
const parse = (...argv: readonly string[]) => parseInvocation(argv, {}, shapes);

test('a document may stand alone, without its flag', async () => {
  expect(await parse('petstore.yaml', '--watch')).toMatchObject({
    wants: 'server',
    options: { openapi: 'petstore.yaml', watch: true },
  });
  expect(await parse('https://example.com/openapi')).toMatchObject({
    options: { openapi: 'https://example.com/openapi' },
  });
  await expect(parse('petstore')).rejects.toThrow(/petstore is no option and no command/);
  await expect(parse('a.yaml', 'b.yaml')).rejects.toThrow(/b\.yaml is no option/);
});

test('a command has words and flags of its own beside the options of a server', async () => {
  expect(await parse('inspect', 'a.yaml', '--explain', '--include', 'tag:a')).toMatchObject({
    wants: 'command',
    command: 'inspect',
    words: [],
    flags: { explain: true },
    options: { openapi: 'a.yaml', include: ['tag:a'] },
  });
  expect(await parse('--openapi', 'a.yaml', 'call', 'listPets', '{"limit":1}', '--raw')).toMatchObject({
    command: 'call',
    words: ['listPets', '{"limit":1}'],
    flags: { raw: true },
  });
  expect(await parse('call', 'listPets', '-', '--openapi=a.yaml')).toMatchObject({ words: ['listPets', '-'] });
  expect(await parse('doctor', 'a.yaml', '--fix', 'o.yaml')).toMatchObject({ flags: { fix: 'o.yaml' } });
  expect(await parse('inspect', '--openapi', '-')).toMatchObject({ options: { openapi: '-' } });
  expect(await parse('completion', 'bash')).toMatchObject({ command: 'completion', words: ['bash'] });
});

test('a flag of one command is none of another, and none of a server', async () => {
  await expect(parse('call', 'listPets', '--openapi', 'a.yaml', '--explain')).rejects.toThrow(/--explain is no option/);
  await expect(parse('--openapi', 'a.yaml', '--raw')).rejects.toThrow(/--raw is no option/);
});

test('a word too much after a command is a fault, and so is a flag that its completion does not know', async () => {
  await expect(parse('inspect', 'a.yaml', 'b.yaml')).rejects.toThrow(/^b\.yaml is a word too much: inspect takes/);
  await expect(parse('doctor', 'a.yaml', '--openapi', 'b.yaml')).rejects.toThrow(/^a\.yaml is a word too much/);
  await expect(parse('call', 'listPets', '{}', 'a.yaml')).rejects.toThrow(
    /^a\.yaml is a word too much: call takes its document by --openapi$/m,
  );
  await expect(parse('completion', 'bash', 'zsh')).rejects.toMatchObject({ code: 'usage_invalid' });
  await expect(parse('completion', 'bash', '--explain')).rejects.toThrow(/--explain is no option/);
});

test('help is had of everything, and of one command', async () => {
  expect(await parse('help')).toEqual({ wants: 'help' });
  expect(await parse('help', 'call')).toEqual({ wants: 'help', command: 'call' });
  expect(await parse('call', '--help')).toEqual({ wants: 'help', command: 'call' });
});
