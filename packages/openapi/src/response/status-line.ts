// Owns what is said of an answer before its body: status, and the headers a reader acts on.
import type { HttpResponse } from './http-response.ts';

/** `HTTP 404 Not Found`. */
export function statusLine({ status, statusText }: HttpResponse): string {
  const reason = statusText === undefined || statusText === '' ? REASONS.get(status) : statusText;
  return `HTTP ${status}${reason === undefined ? '' : ` ${reason}`}`;
}

/** Headers by which an API's own people find a request, the most telling first. */
const REQUEST_IDS = [
  'x-request-id',
  'request-id',
  'x-amzn-requestid',
  'x-amz-request-id',
  'apigw-requestid',
  'x-github-request-id',
  'x-ms-request-id',
  'x-goog-request-id',
  'x-correlation-id',
  'correlation-id',
  'x-trace-id',
  'x-amzn-trace-id',
  'cf-ray',
  'x-vercel-id',
];
const MAX_HEADER = 500;

/** Lines for the headers of a failure: when to try again, why the API refused, and at most two ids under which it knows the request. */
export function failureHeaders({ status, headers }: HttpResponse): readonly string[] {
  const lines: string[] = [];
  const say = (label: string, value: string | undefined) => {
    if (value !== undefined) lines.push(`${label}: ${value.slice(0, MAX_HEADER)}`);
  };
  say('Retry-After', headers['retry-after']);
  if (status === 401 || status === 403) say('WWW-Authenticate', headers['www-authenticate']);
  for (const name of REQUEST_IDS.filter((id) => headers[id] !== undefined).slice(0, 2)) say(name, headers[name]);
  return lines;
}

/** Reason phrases (RFC 9110 §15) for answers that bring none, as HTTP/2 does. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [202, 'Accepted'],
  [204, 'No Content'],
  [205, 'Reset Content'],
  [304, 'Not Modified'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [415, 'Unsupported Media Type'],
  [422, 'Unprocessable Content'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
]);
