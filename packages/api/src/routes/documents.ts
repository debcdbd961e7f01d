// Owns the handlers of documents.
import type { documentRoutes } from '../contract/document-routes.ts';
import type { Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';

/** Handlers of every route of documents. */
export function documentHandlers({ guides }: Pick<ApiServices, 'guides'>): Pick<Handlers, keyof typeof documentRoutes> {
  return {
    previewDocument: async ({ body }) => ({ body: await guides.previewDocument(body) }),
  };
}
