// Owns why a body is not read: it has to say that it is JSON (RFC 9110, 8.3.1), and to come without a content coding.
import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './refuse.ts';

const NOT_JSON: Refusal = { status: 415, message: 'Unsupported Media Type: send application/json' };
/** RFC 9110, 15.5.16: `Accept-Encoding` tells that the coding is what is wrong. */
const CODED: Refusal = {
  status: 415,
  message: 'Unsupported Media Type: send the body without a content coding',
  headers: { 'accept-encoding': 'identity' },
};

/** The refusal of a body with these headers (415), if there is one. */
export function refuseType(headers: IncomingHttpHeaders): Refusal | undefined {
  if (!isJson(headers['content-type'])) return NOT_JSON;
  const coding = headers['content-encoding'];
  return coding === undefined || coding.trim().toLowerCase() === 'identity' ? undefined : CODED;
}

/** Whether a `Content-Type` names `application/json`; its parameters do not matter. */
function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  const [essence = '', ...parameters] = (contentType ?? '').split(';');
  return essence.trim().toLowerCase() === 'application/json' && !parameters.join(';').includes(',');
}
