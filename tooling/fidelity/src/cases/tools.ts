// Owns the cases of what a list says of a tool besides its schema: names, titles, descriptions, hints.
import type { ExpectedTool, FidelityCase, JsonObject } from '../case.ts';

interface Short {
  readonly says: string;
  readonly method?: string;
  readonly path?: string;
  readonly operation?: JsonObject;
  readonly tool: ExpectedTool;
  readonly args?: JsonObject;
}

function tool(id: string, { says, args = {}, ...parts }: Short): FidelityCase {
  return { id: `tool/${id}`, says, args, ...parts };
}

const LONG = 'list-all-the-things-of-all-the-kinds-'.repeat(6).slice(0, 200);

const NAMES = [
  tool('name/operation-id', {
    says: 'A name that every client takes is the operationId.',
    operation: { operationId: 'get-Paint_2' },
    tool: { name: 'get-Paint_2' },
  }),
  tool('name/cjk', {
    says: 'Characters that no client takes leave a name that is not empty.',
    operation: { operationId: '获取颜色' },
    tool: { name: { matches: 'tool_name_cjk|_[0-9a-f]{8}$' } },
  }),
  tool('name/emoji', {
    says: 'The same for pictures.',
    operation: { operationId: '🎨🖌️' },
    tool: { name: { matches: 'tool_name_emoji|_[0-9a-f]{8}$' } },
  }),
  tool('name/spaces', {
    says: 'Spaces, slashes and dots become underscores.',
    operation: { operationId: 'paints/list all.v2' },
    tool: { name: 'paints_list_all_v2' },
  }),
  tool('name/accents', {
    says: 'Accents are dropped.',
    operation: { operationId: 'créerPeinture' },
    tool: { name: 'creerPeinture' },
  }),
  tool('name/long', {
    says: 'A name of 200 characters is cut to 64, with a hash of method and path.',
    operation: { operationId: LONG },
    tool: { name: { matches: '^list-all-the-things.{35,36}_[0-9a-f]{8}$' } },
  }),
  tool('name/duplicate-one', {
    says: 'Two operations of one operationId are two tools.',
    operation: { operationId: 'twin' },
    tool: { name: { matches: '^twin_[0-9a-f]{8}$' } },
    path: '/one',
  }),
  tool('name/duplicate-two', {
    says: 'And each reaches its own path.',
    operation: { operationId: 'twin' },
    tool: { name: { matches: '^twin_[0-9a-f]{8}$' } },
    path: '/two',
  }),
  tool('name/case', {
    says: 'Names are told apart without regard to case.',
    operation: { operationId: 'TWIN' },
    tool: { name: { matches: '^TWIN_[0-9a-f]{8}$' } },
  }),
  tool('name/built-in', {
    says: 'An operation called like a tool of ours is that operation.',
    operation: { operationId: 'read_answer' },
    tool: { name: 'read_answer' },
  }),
  tool('name/digit', {
    says: 'A name begins with a letter.',
    operation: { operationId: '2fa' },
    tool: { name: { matches: '^[a-z]+_2fa$' } },
  }),
];

const METHODS = (
  [
    ['get', { readOnlyHint: true, destructiveHint: false, idempotentHint: true }],
    ['head', { readOnlyHint: true, destructiveHint: false, idempotentHint: true }],
    ['options', { readOnlyHint: true, destructiveHint: false, idempotentHint: true }],
    ['post', { readOnlyHint: false, idempotentHint: false }],
    ['put', { readOnlyHint: false, idempotentHint: true }],
    ['patch', { readOnlyHint: false, idempotentHint: false }],
    ['delete', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
  ] as const
).map(([method, annotations]) => ({
  ...tool(`hints/${method}`, {
    says: `The hints of ${method.toUpperCase()} follow from what HTTP says of it.`,
    method,
    tool: { annotations: { ...annotations, openWorldHint: true } },
  }),
  requests: [{ method: method.toUpperCase(), body: null }],
}));

const DESCRIPTIONS = [
  tool('description/both', {
    says: 'Summary and description are both told.',
    operation: { description: 'Mixes a colour.' },
    tool: { title: 'tool/description/both', says: ['tool/description/both', 'Mixes a colour.'] },
  }),
  tool('description/deprecated', {
    says: 'A deprecated operation is a tool that says so.',
    operation: { deprecated: true },
    tool: { says: ['Deprecated'] },
  }),
  tool('description/argument', {
    says: 'Arguments keep description, default, enumeration, format and examples.',
    operation: {
      parameters: [
        {
          name: 'since',
          in: 'query',
          description: 'From when on.',
          schema: { type: 'string', format: 'date', default: '2020-01-01', enum: ['2020-01-01', '2021-01-01'] },
        },
      ],
    },
    tool: {
      schemas: {
        since: {
          description: 'From when on.',
          format: 'date',
          default: '2020-01-01',
          enum: ['2020-01-01', '2021-01-01'],
        },
      },
    },
  }),
  tool('description/long', {
    says: 'A long description is kept within its budget.',
    operation: { description: `${'Word '.repeat(400)}THE END` },
    tool: { says: ['Word Word'], hides: ['THE END'] },
  }),
  tool('direction/write-only-answer', {
    says: 'What only requests have is not told of answers.',
    operation: {
      responses: {
        200: {
          description: 'Done',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { key: { type: 'string', writeOnly: true, title: 'Never an answer' }, ok: {} },
              },
            },
          },
        },
      },
    },
    tool: { hides: ['Never an answer'] },
  }),
  tool('extension/hints', {
    says: 'An extension overrides the hints: a GET that changes things can say so.',
    operation: { 'x-mcp': { annotations: { readOnlyHint: false, destructiveHint: true } } },
    tool: { annotations: { readOnlyHint: false, destructiveHint: true } },
  }),
];

/** The list. */
export const TOOL_CASES: readonly FidelityCase[] = [...NAMES, ...METHODS, ...DESCRIPTIONS];
