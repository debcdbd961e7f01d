// Owns which secrets a document is asked for with: its server may quote them when it refuses.
import type { RunnerOptions } from '@mcpm/domain';
import { loginSecrets } from '../upstream/dial/login-secrets.ts';
import { headerSecrets } from './caller-secrets.ts';

/** Every secret of the headers and URLs of the document and its overlays. */
export function documentSecrets({
  openapi,
  overlays,
  documentHeaders,
}: Pick<RunnerOptions, 'openapi' | 'overlays' | 'documentHeaders'>): readonly string[] {
  const logins = [openapi, ...overlays].flatMap((place) =>
    /^\s*https?:/i.test(place) && URL.canParse(place) ? loginSecrets(new URL(place)) : [],
  );
  return [...logins, ...headerSecrets(documentHeaders)];
}
