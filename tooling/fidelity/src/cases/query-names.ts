// Owns the cases of the names of query parameters: what the wire needs encoded, what clients do not take, what JavaScript means something by.
import type { FidelityCase } from '../case.ts';
import { query } from './query-parameter.ts';

const NAME_CASES = (
  [
    ['brackets', 'filter[name]', 'filter%5Bname%5D', 'filter_name'],
    ['empty-brackets', 'ids[]', 'ids%5B%5D', 'ids'],
    ['dollar', '$top', '%24top', 'top'],
    ['dot', 'user.name', 'user.name', 'user.name'],
    ['hyphen', 'page-size', 'page-size', 'page-size'],
    ['space', 'user id', 'user%20id', 'user_id'],
    ['separators', 'a&b=c', 'a%26b%3Dc', 'a_b_c'],
    ['constructor', 'constructor', 'constructor', 'constructor'],
    ['accents', 'größe', 'gr%C3%B6%C3%9Fe', 'gro_e'],
  ] as const
).map(([kind, name, sent, key]) =>
  query(`name/${kind}`, {
    says: `The name \`${name}\` reaches the wire as \`${sent}\`.`,
    name,
    key,
    value: 'x',
    sent: `${sent}=x`,
    more: { tool: { arguments: [key] } },
  }),
);

const LONG_NAME = 'a'.repeat(80);

const ODD_CASES = [
  query('number/exponent', {
    says: 'A number that JavaScript writes with an exponent is one, its plus sign encoded.',
    schema: { type: 'number' },
    value: 1e21,
    sent: 'color=1e%2B21',
  }),
  query('allowEmptyValue', {
    says: 'An empty value is sent with its equals sign.',
    rules: { allowEmptyValue: true },
    value: '',
    sent: 'color=',
  }),
  {
    id: 'query/name/long',
    says: 'A name longer than clients take is an argument of another name, and is sent whole.',
    operation: { parameters: [{ name: LONG_NAME, in: 'query', required: true, schema: { type: 'boolean' } }] },
    tool: { hides: [`"${LONG_NAME}":`] },
  },
  {
    id: 'query/name/proto',
    says: 'A parameter called like a part of JavaScript is a parameter.',
    operation: { parameters: [{ name: 'toString', in: 'query', schema: { type: 'string' } }] },
    args: { toString: 'x' },
    requests: [{ target: '?toString=x' }],
  },
] satisfies readonly FidelityCase[];

/** Names of query parameters. */
export const QUERY_NAME_CASES: readonly FidelityCase[] = [...NAME_CASES, ...ODD_CASES];
