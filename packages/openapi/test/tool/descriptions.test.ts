import { describe, expect, it, test } from 'vitest';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const described = async (fields: object, descriptionBudget = 1_000): Promise<string | undefined> =>
  (await compileValue(documentOf({ '/things': { get: { responses: {}, ...fields } } }), { descriptionBudget })).plans[0]
    ?.description;

describe('the description of a tool', () => {
  test.each([
    ['both', { summary: 'List pets', description: 'Newest first.' }, 'List pets\n\nNewest first.'],
    [
      'one that begins with the other',
      { summary: 'List pets', description: 'List pets, newest first.' },
      'List pets, newest first.',
    ],
    ['a summary that says more', { summary: 'List pets of a shop', description: 'List pets' }, 'List pets of a shop'],
    ['the same but for the full stop', { summary: 'List pets.', description: 'list pets' }, 'List pets.'],
    [
      'words that only begin alike',
      { summary: 'Get user', description: 'Get users and teams.' },
      'Get user\n\nGet users and teams.',
    ],
    ['deprecation', { deprecated: true, summary: 'Old' }, 'Deprecated.\n\nOld'],
    ['method and path if there is nothing', { summary: ' ' }, 'GET /things'],
  ])('R25: has summary and description: %s', async (_case, fields, expected) => {
    expect(await described(fields)).toBe(expected);
  });

  test('R25: keeps its budget, ends with a sentence or a word, and never inside of a character', async () => {
    const sentences = 'One sentence is here. '.repeat(100);
    const cut = await described({ summary: 'Short', description: sentences }, 200);
    expect(cut?.length).toBeLessThanOrEqual(200);
    expect(cut).toMatch(/^Short\n\nOne sentence is here\. .*here\.…$/s);
    expect(await described({ description: 'word '.repeat(100) }, 60)).toMatch(/ word…$/);
    const emoji = (await described({ description: '🎉'.repeat(500) }, 100)) ?? '';
    expect(emoji.length).toBeLessThanOrEqual(100);
    expect(emoji.isWellFormed()).toBe(true);
    expect((await described({ description: 'half \ud83c character' }))?.isWellFormed()).toBe(true);
  });

  it('refuses a budget that cannot be kept', async () => {
    await expect(described({}, 39)).rejects.toThrow('A description budget of 39 cannot be kept.');
  });
});

describe('the title of a tool', () => {
  it('is the summary on one line, within bounds', async () => {
    expect((await planOf({ summary: 'List\n  pets' })).title).toBe('List pets');
    expect((await planOf({ summary: 'long '.repeat(100) })).title?.length).toBeLessThanOrEqual(100);
    expect(await planOf({})).not.toHaveProperty('title');
  });
});

describe('the description of an argument', () => {
  test('R6: says which place it fills where several have its name', async () => {
    const parameters = ['path', 'query', 'header', 'cookie'].map((where) => ({
      name: 'id',
      in: where,
      required: where === 'path',
      description: `The id. ${'Much more. '.repeat(60)}`,
      schema: { type: 'string' },
    }));
    const { inputSchema } = await planOf({ parameters }, { path: '/things/{id}' });
    for (const where of ['path', 'query', 'header', 'cookie']) {
      const { description } = inputSchema.properties[`id_${where}`] ?? {};
      expect(description).toMatch(new RegExp(`^The id\\..* Sent as the ${where} parameter "id"\\.$`, 's'));
      expect(String(description).length).toBeLessThanOrEqual(301);
    }
  });

  test('R25: is bounded, and stands beside default, enum, format and examples', async () => {
    const { inputSchema } = await planOf({
      parameters: [
        {
          name: 'a',
          in: 'query',
          description: '<p>Which <b>one</b>.</p>',
          example: 'x',
          schema: { type: 'string', enum: ['x', 'y'], default: 'x' },
        },
        {
          name: 'b',
          in: 'query',
          examples: { one: { value: '2026-01-01' }, two: {} },
          schema: { type: 'string', format: 'date' },
        },
        { name: 'c', in: 'query', description: 'long '.repeat(200), schema: {} },
      ],
    });
    expect(inputSchema.properties).toMatchObject({
      a: { description: 'Which one.', enum: ['x', 'y'], default: 'x' },
      b: { format: 'date', examples: ['2026-01-01'] },
    });
    expect(String(inputSchema.properties['c']?.['description']).length).toBeLessThanOrEqual(300);
  });

  it('is bounded for the body and what is in it', async () => {
    const long = 'A sentence of the body. '.repeat(100);
    const { inputSchema } = await planOf(
      {
        requestBody: {
          description: long,
          content: {
            'application/json': {
              schema: { type: 'object', properties: { a: { type: 'string', description: long } } },
            },
          },
        },
      },
      { method: 'post' },
    );
    expect(inputSchema.properties['body']).toMatchObject({
      description: expect.stringMatching(/^.{100,300}$/),
      properties: { a: { description: expect.stringMatching(/^.{100,300}$/) } },
    });
  });
});

describe('the name on the wire', () => {
  it('is told as it is', async () => {
    const { inputSchema } = await planOf({
      parameters: ['__a b__', '__proto__', '**x**'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    });
    expect(Object.values(inputSchema.properties).map(({ description }) => description)).toEqual([
      'Sent as the query parameter "__a b__".',
      'Sent as the query parameter "__proto__".',
      'Sent as the query parameter "**x**".',
    ]);
  });
});
