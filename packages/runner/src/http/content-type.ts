// Owns whether a body says it is JSON (RFC 9110, 8.3.1).

/** Whether a `Content-Type` names `application/json`; its parameters do not matter. */
export function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  const [essence = '', ...parameters] = (contentType ?? '').split(';');
  return essence.trim().toLowerCase() === 'application/json' && !parameters.join(';').includes(',');
}
