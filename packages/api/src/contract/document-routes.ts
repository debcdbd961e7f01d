// Owns the route that looks at an OpenAPI document without keeping anything.
import * as z from 'zod';
import { route } from './route.ts';

/** What a document would become. */
export const DocumentPreview = z.object({
  title: z.string(),
  version: z.string(),
  /** As declared, such as `3.1.0` or `2.0`. */
  openapi: z.string(),
  baseUrl: z.string().optional(),
  operations: z.int(),
  tools: z.array(z.object({ name: z.string(), method: z.string(), path: z.string(), description: z.string() })),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), pointer: z.string(), line: z.int().optional() })),
});
export type DocumentPreview = z.infer<typeof DocumentPreview>;

/** Every route of documents by name. */
export const documentRoutes = {
  previewDocument: route({
    method: 'POST',
    path: '/api/openapi/preview',
    tag: 'documents',
    summary: 'Look at an OpenAPI document',
    role: 'developer',
    status: 200,
    changes: false,
    body: z
      .strictObject({ openapiUrl: z.string().min(1).optional(), openapi: z.string().min(1).optional() })
      .refine((body) => (body.openapiUrl === undefined) !== (body.openapi === undefined), {
        path: ['openapiUrl'],
        message: 'give either "openapiUrl" or "openapi"',
      }),
    response: DocumentPreview,
    errors: ['document_unusable', 'document_unreachable', 'body_too_large'],
  }),
} as const;
