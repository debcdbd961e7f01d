import { listRunnerOptions } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { formatHelp } from '../../src/cli/help.ts';
import { listOptionShapes } from '../../src/cli/option-table.ts';
import { commandFacts, isCommandName } from '../../src/cli/command-flags.ts';

test('the help names every option of the schema with its variable, in groups', async () => {
  const text = await formatHelp(listOptionShapes(), 400);
  for (const { flag, env, description } of listRunnerOptions()) {
    expect(text).toContain(`--${flag} `);
    expect(text).toContain(`[${env}]`);
    expect(text).toContain(description);
  }
  for (const group of ['The document:', 'The clients:', 'The upstream:', 'The process:']) expect(text).toContain(group);
  expect(text).not.toContain('Further:');
});

test('the help teaches: an example for each use, every command, the exit codes', async () => {
  const text = await formatHelp(listOptionShapes(), 400);
  const examples = text.split('Examples:')[1] ?? '';
  for (const use of ['claude mcp add', 'mcpServers', '--transport streamable', 'MCPM_AUTH_TOKEN', '--read-only'])
    expect(examples).toContain(use);
  for (const name of Object.keys(commandFacts)) expect(text).toContain(`mcpm-runner ${name} `);
  expect(text).toMatch(/Exit codes: 0 .*64 .*65 .*69 .*73 .*78/);
});

test.each(Object.keys(commandFacts).filter(isCommandName))(
  'the help of %s shows its flags and examples',
  async (name) => {
    const text = await formatHelp([], 80, name);
    expect(text).toContain(`mcpm-runner ${name} `);
    expect(text).toContain('Examples:');
    for (const flag of Object.keys(commandFacts[name].flags)) expect(text).toContain(`--${flag}`);
  },
);
