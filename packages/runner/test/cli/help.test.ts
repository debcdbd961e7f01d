import { listRunnerOptions } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { formatHelp } from '../../src/cli/help.ts';
import { listOptionShapes } from '../../src/cli/option-shape.ts';

test('the help names every option of the schema with its variable, in groups, with two examples', async () => {
  const text = await formatHelp(listOptionShapes(), 400);
  for (const { flag, env, description } of listRunnerOptions()) {
    expect(text).toContain(`--${flag} `);
    expect(text).toContain(`[${env}]`);
    expect(text).toContain(description);
  }
  for (const group of ['The document:', 'The clients:', 'The upstream:', 'The process:']) expect(text).toContain(group);
  expect(text).not.toContain('Further:');
  expect(text.split('Examples:')[1]?.match(/^ {2}mcpm-runner /gm)).toHaveLength(2);
});
