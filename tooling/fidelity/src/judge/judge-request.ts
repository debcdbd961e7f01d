// Owns the judgement of requests: what arrived against what must arrive, byte for byte.
import { pathOf } from '../documents/build-document.ts';
import type { ExpectedRequest, FidelityCase } from '../case.ts';
import type { RecordedRequest } from '../recorded-request.ts';
import { compare, show } from './compare.ts';
import { judgeParts } from './judge-parts.ts';

/** What is wrong with the requests of a case; empty: nothing. */
export function judgeRequests(entry: FidelityCase, arrived: readonly RecordedRequest[]): readonly string[] {
  const wanted = entry.requests;
  if (wanted === undefined) return [];
  if (wanted.length !== arrived.length) {
    const list = arrived.map(({ method, url }) => `${method} ${url}`).join(', ');
    return [`requests: expected ${wanted.length}, got ${arrived.length}${list === '' ? '' : ` (${list})`}`];
  }
  return wanted.flatMap((request, index) => judge(request, arrived[index]!, entry));
}

function judge(wanted: ExpectedRequest, got: RecordedRequest, entry: FidelityCase): readonly string[] {
  const base = `/v1${pathOf({ ...entry, path: '' })}`;
  const target = wanted.whole ?? (wanted.target === undefined ? undefined : `${base}${wanted.target}`);
  return [
    ...compare('origin', wanted.host ?? 'origin', got.host),
    ...(wanted.method === undefined ? [] : compare('method', wanted.method, got.method)),
    ...(target === undefined ? [] : compare('target', target, got.url)),
    ...Object.entries(wanted.headers ?? {}).flatMap(([name, value]) =>
      compare(`header ${name}`, value, headerOf(got.rawHeaders, name)),
    ),
    ...judgeBody(wanted, got),
    ...(wanted.parts === undefined
      ? []
      : judgeParts(wanted.parts, { type: headerOf(got.rawHeaders, 'content-type') ?? '', body: got.body })),
  ];
}

function judgeBody(wanted: ExpectedRequest, got: RecordedRequest): readonly string[] {
  if (wanted.body === undefined) return [];
  if (wanted.body === null) {
    const sent = got.body.length > 0 ? [`body: expected none, got ${show(got.body)}`] : [];
    return [...sent, ...compare('header content-type', null, headerOf(got.rawHeaders, 'content-type'))];
  }
  const bytes = Buffer.from(wanted.body);
  return bytes.equals(got.body) ? [] : [`body: expected ${show(wanted.body)}, got ${show(got.body)}`];
}

/** Every value of a header in the order of the wire, joined by `, `; null if there is none. */
function headerOf(raw: readonly string[], name: string): string | null {
  const values = raw.flatMap((key, index) =>
    index % 2 === 0 && key.toLowerCase() === name.toLowerCase() ? [raw[index + 1] ?? ''] : [],
  );
  return values.length === 0 ? null : values.join(', ');
}
