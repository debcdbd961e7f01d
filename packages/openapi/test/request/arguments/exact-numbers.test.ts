import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  argumentsToCheck,
  buildRequest,
  normalizeArguments,
  type ToolPlan,
} from '../../../src/index.ts';
import { writeJson } from '../../../src/request/arguments/exact-number.ts';
import { planOf } from '../../one-operation.ts';

const BIG = '9007199254740993';
const PRECISE = '0.12345678901234567890123';
const ID = { type: 'integer', format: 'int64' };
const AMOUNT = { type: 'number', format: 'decimal' };
const DIGITS = { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)$' };

const withBody = (mediaType: string, schema: object, rest: object = {}): Promise<ToolPlan> =>
  planOf({ requestBody: { content: { [mediaType]: { schema, ...rest } } } }, { method: 'post' });

describe('numbers that a double would round', () => {
  it.each([
    ['path', '/things/{id}', `/v1/things/${BIG}`],
    ['query', '/things', `/v1/things?id=${BIG}`],
  ])('keep their digits in the %s', async (where, path, expected) => {
    const plan = await planOf({ parameters: [{ name: 'id', in: where, required: true, schema: ID }] }, { path });
    expect(buildRequest(plan, { id: BIG }).url).toBe(`https://api.example.com${expected}`);
    expect(buildRequest(plan, { id: `-${BIG}` }).url).toContain(`-${BIG}`);
    expect(buildRequest(plan, { id: 7 }).url).toBe(`https://api.example.com${expected.replace(BIG, '7')}`);
  });

  it('keep their digits in headers, cookies, lists and JSON parameters', async () => {
    const plan = await planOf({
      parameters: [
        { name: 'x-id', in: 'header', schema: ID },
        { name: 'c', in: 'cookie', schema: ID },
        { name: 'many', in: 'query', schema: { type: 'array', items: ID } },
        { name: 'deep', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { id: ID } } },
        { name: 'json', in: 'query', content: { 'application/json': { schema: { type: 'array', items: ID } } } },
      ],
    });
    const request = buildRequest(plan, { 'x-id': BIG, c: BIG, many: [BIG, 1], deep: { id: BIG }, json: [BIG, 1] });
    expect(request.headers).toMatchObject({ 'x-id': BIG, cookie: `c=${BIG}` });
    expect(decodeURIComponent(new URL(request.url).search)).toBe(`?many=${BIG}&many=1&deep[id]=${BIG}&json=[${BIG},1]`);
  });

  it('are bare numbers in JSON bodies, at any depth', async () => {
    const plan = await withBody('application/json', {
      type: 'object',
      properties: {
        id: ID,
        amount: AMOUNT,
        many: { type: 'array', items: { anyOf: [ID, { type: 'null' }] } },
        name: { type: 'string' },
        either: { type: ['integer', 'string'], format: 'int64' },
        free: {},
      },
      additionalProperties: ID,
    });
    const body = { id: BIG, amount: PRECISE, many: [BIG, null, 3], name: BIG, either: BIG, free: BIG, more: '18e2' };
    expect(buildRequest(plan, { body }).body).toBe(
      `{"id":${BIG},"amount":${PRECISE},"many":[${BIG},null,3],"name":"${BIG}","either":"${BIG}","free":"${BIG}","more":18e2}`,
    );
  });

  it('keep their digits in form fields and in JSON inside of them', async () => {
    const schema = { type: 'object', properties: { id: ID, deep: { type: 'object', properties: { id: ID } } } };
    const body = { id: BIG, deep: { id: BIG } };
    const form = buildRequest(await withBody('application/x-www-form-urlencoded', schema), { body });
    expect(decodeURIComponent(form.body as string)).toBe(`id=${BIG}&deep={"id":${BIG}}`);
    const multipart = Buffer.from(
      buildRequest(await withBody('multipart/form-data', schema), { body }).body as Uint8Array,
    ).toString();
    expect(multipart).toContain(`name="id"\r\n\r\n${BIG}\r\n`);
    expect(multipart).toContain(`Content-Type: application/json\r\n\r\n{"id":${BIG}}\r\n`);
  });

  it('may be given as digits where the format is wide, and only there', async () => {
    const plan = await planOf({
      parameters: [
        ['wide', { ...ID, minimum: 1, description: 'An id.' }],
        ['nullable', { ...ID, nullable: true }],
        ['amount', AMOUNT],
        ['plain', { type: 'integer' }],
        ['known', { ...ID, enum: [1, 2] }],
      ].map(([name, schema]) => ({ name, in: 'query', schema })),
    });
    expect(plan.inputSchema.properties).toEqual({
      wide: { description: 'An id.', anyOf: [{ ...ID, minimum: 1 }, DIGITS] },
      nullable: { anyOf: [ID, DIGITS, { type: 'null' }] },
      amount: { anyOf: [AMOUNT, { type: 'string', pattern: expect.any(String) }] },
      plain: { type: 'integer' },
      known: { ...ID, enum: [1, 2] },
    });
  });

  it('pass validation as digits, and nothing else does', async () => {
    const plan = await planOf({
      parameters: [ID, AMOUNT].map((schema) => ({ name: schema.format, in: 'query', schema })),
    });
    const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(plan.inputSchema);
    for (const int64 of [BIG, `-${BIG}`, '0', 7]) expect(fits({ int64 })).toBe(true);
    for (const int64 of ['', '007', '1.5', '1e3', '0x10', ' 1', '1\n', '٣', 1.5]) expect(fits({ int64 })).toBe(false);
    for (const decimal of [PRECISE, '-1', '1e-7', 1.5]) expect(fits({ decimal })).toBe(true);
    for (const decimal of ['.5', '5.', '1,5', 'NaN', '+1']) expect(fits({ decimal })).toBe(false);
  });

  it('are refused where reading them has rounded them already', async () => {
    const plan = await planOf({ parameters: [{ name: 'id', in: 'query', schema: ID }] });
    expect(() => buildRequest(plan, { id: 2 ** 53 })).toThrow(ArgumentError);
    expect(() => buildRequest(plan, { id: 2 ** 53 })).toThrow(/digits as a string/);
    expect(buildRequest(plan, { id: Number.MAX_SAFE_INTEGER }).url).toContain('id=9007199254740991');
  });

  it.each([
    ['of a parameter', { id: 2 ** 53 }],
    ['in a body', { body: { list: [1, 2 ** 60] } }],
    ['below zero', { id: -(2 ** 53) }],
  ])('are refused as the number %s where the schema says no more than "integer"', async (_where, args) => {
    const schema = { type: 'object', properties: { list: { type: 'array', items: { type: 'integer' } } } };
    const plan = await planOf(
      {
        parameters: [{ name: 'id', in: 'query', schema: { type: 'integer' } }],
        requestBody: { content: { 'application/json': { schema } } },
      },
      { method: 'post' },
    );
    expect(() => buildRequest(plan, args)).toThrow(/digits as a string/);
    const digits = JSON.parse(JSON.stringify(args), (_key, value: unknown) =>
      typeof value === 'number' && !Number.isSafeInteger(value) ? BigInt(value).toString() : value,
    ) as Record<string, unknown>;
    const { url, body } = buildRequest(plan, digits);
    expect(`${url} ${body as string}`).toMatch(/id=-?9007199254740992|"list":\[1,1152921504606846976]/);
    expect(buildRequest(plan, { body: '{"list":[9007199254740992]}' }).body).toBe('{"list":[9007199254740992]}');
  });

  it('are sent as numbers where fractions are wanted, or anything is', async () => {
    const plan = await planOf(
      {
        parameters: [
          { name: 'mass', in: 'query', schema: { type: 'number' } },
          { name: 'either', in: 'query', schema: { anyOf: [{ type: 'integer' }, { type: 'number' }] } },
          { name: 'known', in: 'query', schema: { enum: [1e21, 2] } },
          { name: 'free', in: 'query', schema: {} },
        ],
      },
      {},
    );
    const url = buildRequest(plan, { mass: 1e21, either: 2 ** 54, known: 1e21, free: 2 ** 54 }).url;
    expect(decodeURIComponent(url)).toContain('mass=1e+21&either=18014398509481984&known=1e+21&free=18014398509481984');
  });
});

describe('numbers in JSON that is given as text', () => {
  it('keep their digits, also where the schema says nothing of them', async () => {
    const plan = await withBody('application/json', {
      type: 'object',
      properties: { either: { type: ['number', 'string'] } },
    });
    const text = `{"free":${BIG},"deep":[{"x":${PRECISE}},1e400,1.5],"either":${BIG}}`;
    const given = normalizeArguments(plan, { body: text });
    expect(buildRequest(plan, given).body).toBe(text);
    expect(buildRequest(plan, { body: text }).body).toBe(text);
    const fits = new Ajv2020({ strict: false }).compile(plan.inputSchema);
    expect(fits(argumentsToCheck(plan, given))).toBe(true);
  });
});

describe('the JSON writer', () => {
  it('writes every JSON value as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(writeJson(value)).toBe(JSON.stringify(value));
      }),
    );
    expect(writeJson({ a: undefined, b: [undefined], c: Number.NaN })).toBe('{"b":[null],"c":null}');
  });
});
