// Owns the part of a document that is one operation, as a reader is given it: complete in itself, without references to elsewhere.
import type { ToolPlan } from '@mcpm/openapi';
import { DOCUMENT_URI } from './document-uris.ts';

/** One operation as plain data. The schemas of its arguments stand once, in `inputSchema`. */
export function operationPart(plan: ToolPlan): object {
  const { name, title, description, operation, request, inputSchema, outputSchema, annotations } = plan;
  const { method, path, operationId, tags, deprecated, pointer } = operation;
  const { parameters, body, security, accept, baseUrl } = request;
  return {
    name,
    title,
    description,
    method,
    path,
    server: baseUrl === undefined ? undefined : withoutSecrets(baseUrl),
    operationId,
    tags,
    deprecated,
    source: `${DOCUMENT_URI}#${encodeURI(pointer)}`,
    parameters: parameters.map(({ argument, name: sent, in: place, required, style, explode, mediaType }) => ({
      argument,
      name: sent,
      in: place,
      required,
      ...(mediaType === undefined ? { style, explode } : { mediaType }),
    })),
    body: body && {
      argument: body.argument,
      required: body.required,
      mediaType: body.mediaType,
      accepts: body.accepts,
    },
    accept,
    security,
    annotations,
    inputSchema,
    outputSchema,
  };
}

function withoutSecrets(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}
