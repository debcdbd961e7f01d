// Owns the cases of where a request goes and what a document is changed by: servers, general headers and tokens, overlays.
import type { FidelityCase, JsonObject } from '../case.ts';

const OWN = (url: string): JsonObject => ({ servers: [{ url }] });

const SERVERS: readonly FidelityCase[] = [
  {
    id: 'server/relative',
    says: "A relative server is resolved against the document's own address, its variables filled in, the given one before the default.",
    fixture: 'servers',
    args: {},
    requests: [{ whole: '/test/v1/server_relative' }],
  },
  {
    id: 'server/path-item',
    says: 'The servers of a path come before those of the document.',
    fixture: 'servers',
    item: OWN('@origin@/of-path'),
    args: {},
    requests: [{ whole: '/of-path/server_path_item' }],
  },
  {
    id: 'server/operation',
    says: 'Those of an operation before both.',
    fixture: 'servers',
    item: OWN('@origin@/of-path'),
    operation: OWN('@other@/of-operation/'),
    args: {},
    requests: [{ host: 'other', whole: '/of-operation/server_operation' }],
  },
  {
    id: 'server/absolute-path',
    says: 'A server that is only a path stays on its host.',
    fixture: 'servers',
    operation: OWN('/root'),
    args: {},
    requests: [{ whole: '/root/server_absolute_path' }],
  },
  {
    id: 'server/chosen',
    says: 'One of several servers is chosen by words of its description.',
    fixture: 'token',
    args: {},
    requests: [{ whole: '/second/server_chosen' }],
  },
  {
    id: 'server/general-token',
    says: 'Where the document says nothing of security, the given token is a bearer token; given headers go along.',
    fixture: 'token',
    args: {},
    requests: [{ headers: { authorization: 'Bearer general-token', 'x-tenant': 'acme' } }],
  },
  {
    id: 'server/general-token-none',
    says: 'Where an operation says that it needs none, none is sent.',
    fixture: 'token',
    operation: { security: [] },
    args: {},
    requests: [{ headers: { authorization: null, 'x-tenant': 'acme' } }],
  },
];

const FILTERED: readonly FidelityCase[] = [
  {
    id: 'filter/tag',
    says: 'An operation of an excluded tag is no tool.',
    fixture: 'token',
    operation: { tags: ['shown', 'Hidden'] },
    tool: null,
  },
  {
    id: 'filter/deprecated',
    says: 'Nor is a deprecated one, if that is excluded.',
    fixture: 'token',
    operation: { deprecated: true },
    tool: null,
  },
  { id: 'filter/path', says: 'Nor one of an excluded path.', fixture: 'token', path: '/internal/x/y', tool: null },
  {
    id: 'filter/none',
    says: 'Every other one is.',
    fixture: 'token',
    operation: { tags: ['shown'] },
    tool: {},
    args: {},
  },
  {
    id: 'timeout/stall',
    says: 'An API that does not answer in time is an error that says so.',
    fixture: 'token',
    args: {},
    answers: [{ stalls: true }],
    requests: [{ method: 'GET' }],
    result: { isError: true, says: ['1000 ms'] },
  },
];

const Q: JsonObject = { name: 'q', in: 'query', schema: { type: 'string' } };

const OVERLAYS: readonly FidelityCase[] = [
  {
    id: 'overlay/update',
    says: 'An overlay changes what the document says.',
    fixture: 'overlay',
    tool: { says: ['Said by the overlay.'] },
    args: {},
    requests: [{ method: 'GET' }],
  },
  {
    id: 'overlay/remove',
    says: 'It removes what it names, by a filter as well.',
    fixture: 'overlay',
    operation: { parameters: [Q, { ...Q, name: 'secret' }] },
    tool: { arguments: ['q'] },
    args: { q: 'x' },
    requests: [{ target: '?q=x' }],
  },
  {
    id: 'overlay/append',
    says: 'An update of a list adds to it.',
    fixture: 'overlay',
    operation: { parameters: [Q] },
    tool: { arguments: ['q', 'added'] },
    args: { q: 'x', added: 'y' },
    requests: [{ target: '?q=x&added=y' }],
  },
  {
    id: 'overlay/order',
    says: 'Overlays are applied in their order.',
    fixture: 'overlay',
    operation: { description: 'Said by the document.' },
    tool: { says: ['Said last.'], hides: ['Said by the document.', 'Said first.'] },
  },
  {
    id: 'overlay/unmatched',
    says: 'An action that matches nothing is named.',
    fixture: 'overlay',
    tool: {},
    warns: 'overlay_unmatched',
  },
];

/** Places and overlays. */
export const PLACE_CASES: readonly FidelityCase[] = [...SERVERS, ...FILTERED, ...OVERLAYS];
