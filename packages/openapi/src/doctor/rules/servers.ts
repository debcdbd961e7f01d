// Finds servers that calls cannot reach from elsewhere: none, relative ones, those of a developer's machine, placeholders.
import { isObject, listOr, textOf } from '../../load/json-object.ts';
import { baseOf } from '../../ir/read-servers.ts';
import { below, type Place } from '../../resolve/documents.ts';
import type { ExaminedDocument } from '../examined-document.ts';
import { findAt, type Finding, type OverlayFix } from '../finding.ts';
import { removeAt, updateAt } from '../overlay-fix.ts';

const LOCAL =
  /^(localhost|.*\.localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|.*\.(local|internal))/i;
const PLACEHOLDER = /(^|\.)example\.(com|org|net)$|(^|\.)(example|test|invalid)$|^your-|<|>/i;

/** What is wrong with the servers of the document as a whole. */
export function examineServers(document: ExaminedDocument): readonly Finding[] {
  return document.swagger ? examineHost(document) : examineList(document);
}

function examineList(document: ExaminedDocument): readonly Finding[] {
  const { root, documents } = document;
  const list = below(root, 'servers');
  const servers = [...listOr(list.value).keys()]
    .map((index) => below(list, index))
    .filter(({ value }) => isObject(value) && textOf(value['url']) !== undefined);
  if (servers.length === 0) {
    if (document.operations.every(({ plan }) => plan === undefined || hasOwnServer(plan.request.baseUrl, document)))
      return [];
    return [absent(root, document, (url) => updateAt(root, { servers: [{ url }] }))];
  }
  const base = baseOf(documents);
  const hosts = servers.map((server) => hostOf(urlOf(server), base));
  const reachable = hosts.some((host) => host !== undefined && !LOCAL.test(host) && !PLACEHOLDER.test(host));
  return servers.flatMap((server, index) =>
    examineServer(server, { document, base, host: hosts[index], reachable, only: servers.length === 1 }),
  );
}

function hasOwnServer(url: string | undefined, { compiled }: ExaminedDocument): boolean {
  return url !== undefined && url !== compiled.baseUrl;
}

interface Surroundings {
  readonly document: ExaminedDocument;
  /** What relative URLs are resolved against. */
  readonly base: string | undefined;
  readonly host: string | undefined;
  /** Whether another server of the list can be reached. */
  readonly reachable: boolean;
  readonly only: boolean;
}

function examineServer(server: Place, { document, base, host, reachable, only }: Surroundings): readonly Finding[] {
  const url = urlOf(server);
  const given = document.baseUrl === undefined ? undefined : updateAt(server, { url: document.baseUrl });
  if (!/^([a-z][a-z0-9+.-]*:)?\/\//i.test(url) && !url.startsWith('{')) {
    const absolute =
      base !== undefined && URL.canParse(url, base) ? new URL(url, base).href.replace(/\/$/, '') : undefined;
    return [
      findAt(server, {
        code: 'server_relative',
        severity: absolute === undefined && document.baseUrl === undefined ? 'error' : 'warning',
        message: `The server URL "${url}" is relative: it means another place wherever the document is copied to.`,
        advice: 'Write the whole URL; --base-url stands in for it.',
        fix: given ?? (absolute === undefined ? undefined : updateAt(server, { url: absolute })),
      }),
    ];
  }
  if (host === undefined) return [];
  if (LOCAL.test(host))
    return [
      findAt(server, {
        code: 'server_local',
        severity: 'warning',
        message: `The server "${url}" is this machine or a private network; nobody else reaches it there.`,
        advice: 'Name the server that callers reach, or call with --base-url.',
        fix: reachable && !only ? removeAt(server) : given,
      }),
    ];
  if (PLACEHOLDER.test(host))
    return [
      findAt(server, {
        code: 'server_placeholder',
        severity: 'warning',
        message: `The server "${url}" looks like a placeholder.`,
        advice: 'Name the real server, or call with --base-url.',
        fix: reachable && !only ? removeAt(server) : given,
      }),
    ];
  if (/^http:/i.test(url))
    return [
      findAt(server, {
        code: 'server_unencrypted',
        severity: 'note',
        message: `Calls to "${url}" travel unencrypted, credentials too.`,
        advice: 'Use https if the server speaks it.',
      }),
    ];
  return [];
}

/** Swagger 2.0 has one host instead of a list. */
function examineHost(document: ExaminedDocument): readonly Finding[] {
  const { root, baseUrl } = document;
  const host = textOf(below(root, 'host').value);
  const change = (url: string): readonly OverlayFix[] | undefined => {
    const { protocol, host: name, pathname } = new URL(url);
    const basePath = textOf(below(root, 'basePath').value) ?? pathname;
    const schemes = Array.isArray(below(root, 'schemes').value) ? {} : { schemes: [protocol.replace(':', '')] };
    return updateAt(root, { host: name, basePath: baseUrl === undefined ? basePath : pathname, ...schemes });
  };
  if (host === undefined) return [absent(root, document, change)];
  if (!LOCAL.test(host) && !PLACEHOLDER.test(host)) return [];
  return [
    findAt(below(root, 'host'), {
      code: LOCAL.test(host) ? 'server_local' : 'server_placeholder',
      severity: 'warning',
      message: `The host "${host}" ${LOCAL.test(host) ? 'is this machine or a private network' : 'looks like a placeholder'}.`,
      advice: 'Name the host that callers reach, or call with --base-url.',
      fix: baseUrl === undefined ? undefined : change(baseUrl),
    }),
  ];
}

/** No server at all: by the specification that is the place the document came from. */
function absent(
  root: Place,
  { documents, baseUrl }: ExaminedDocument,
  change: (url: string) => readonly OverlayFix[] | undefined,
): Finding {
  const base = baseOf(documents);
  const url = baseUrl ?? (base === undefined ? undefined : new URL(base).origin);
  return findAt(below(root, 'servers'), {
    code: url === undefined ? 'server_missing' : 'server_implied',
    severity: url === undefined ? 'error' : 'warning',
    message:
      base === undefined
        ? 'The document names no server, so calls have nowhere to go.'
        : 'The document names no server; the place it came from is taken for it.',
    advice: 'Name the server; --base-url stands in for it.',
    fix: url === undefined ? undefined : change(url),
  });
}

function urlOf({ value }: Place): string {
  return (isObject(value) ? textOf(value['url']) : undefined)?.trim() ?? '';
}

function hostOf(url: string, base: string | undefined): string | undefined {
  const plain = url.replaceAll(/\{[^{}]*\}/g, 'x');
  return URL.canParse(plain, base) ? new URL(plain, base).hostname : undefined;
}
