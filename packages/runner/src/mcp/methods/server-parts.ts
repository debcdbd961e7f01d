// Owns what conversations with clients are about.
import type { ReadFile } from '../../answers/saved-answers.ts';
import type { Caller } from '../../call/caller.ts';
import type { Logger } from '../../log/logger.ts';
import type { AskedCompletion, ListedResource, ListedTemplate, ResourceText } from '../../resources/resource.ts';
import type { ToolDesk } from '../../tools/tool-desk.ts';
import type { Offer } from './offer.ts';

/** Resources that can be read; each caller has its own. */
interface ResourceShelf {
  readonly templates: readonly ListedTemplate[];
  readonly list: (caller: Caller) => Promise<readonly ListedResource[]>;
  /** `undefined` if there is none of that URI. */
  readonly read: (uri: string, caller: Caller) => Promise<ReadFile | ResourceText | undefined>;
  /** What completes an argument of a template; `undefined` if there is no such template. */
  readonly complete: (asked: AskedCompletion) => Promise<readonly string[] | undefined>;
}

/** What conversations are about; one for the process. */
export interface ServerParts {
  readonly desk: ToolDesk;
  readonly offer: Offer;
  readonly resources: ResourceShelf;
  readonly log: Logger;
  /** Takes secrets out of a text that tells of what happened. */
  readonly redact: (text: string) => string;
}
