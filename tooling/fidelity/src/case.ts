// Owns the shape of one acceptance case: an operation, a call of it, and what must come of both. Cases are data.

/** Anything JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** The documents the cases stand in; each is served by a runner of its own. `fixtures.ts` says what is special about one. */
export type FixtureName =
  | '2.0'
  | '2.0-yaml'
  | '3.0'
  | '3.0-yaml'
  | '3.1'
  | '3.1-yaml'
  | '3.2'
  | '3.2-yaml'
  | 'answers'
  | 'budget'
  | 'credentials'
  | 'overlay'
  | 'servers'
  | 'token';

/** What the upstream answers; bytes go out as they are. Default: 200 with `{"ok":true}` as JSON. */
export interface CaseAnswer {
  readonly status?: number;
  /** A value of undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | Uint8Array;
  /** Sent one after the other instead of `body`. */
  readonly chunks?: readonly string[];
  /** Only for requests whose target holds this text. Answers are taken in their order, the last of a kind again and again. */
  readonly at?: string;
  /** The connection is cut in the middle of the body. */
  readonly cut?: true;
  /** Nothing is answered, or nothing after the chunks, until the caller hangs up. */
  readonly stalls?: true;
}

/** One part of a multipart body, as an independent reader sees it. */
export interface ExpectedPart {
  readonly name: string;
  readonly filename?: string;
  /** `undefined`: it has none. */
  readonly type?: string;
  readonly content: string | Uint8Array;
  /** Further headers, by their names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it must arrive. Every field that is absent is not looked at. */
export interface ExpectedRequest {
  readonly method?: string;
  /** What follows the case's own path: rest of the path and the query, byte for byte. */
  readonly target?: string;
  /** The whole target, where a case does not stand below its own path. */
  readonly whole?: string;
  /** Values as bytes of Latin-1; null: the header is not sent. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** At which of the two origins it arrives. Default the upstream itself. */
  readonly host?: 'other';
  /** The body byte for byte; null: none and no content type. */
  readonly body?: string | Uint8Array | null;
  readonly parts?: readonly ExpectedPart[];
}

/** One way of reading on in a long answer. */
export type ReadOn =
  | { readonly by: 'pages'; readonly text: string }
  | { readonly by: 'part'; readonly part: JsonObject; readonly text: string };

/** A result as it must come to the client. */
export interface ExpectedResult {
  /** Default false. */
  readonly isError?: boolean;
  /** All text blocks, joined by line breaks. */
  readonly text?: string;
  /** Texts that occur in text blocks. */
  readonly says?: readonly string[];
  /** Texts that occur nowhere in the result. */
  readonly hides?: readonly string[];
  /** The structured content; null: there is none. */
  readonly structured?: JsonObject | null;
  /** The first block that is not text. */
  readonly bytes?: { readonly type: string; readonly mimeType: string; readonly content: Uint8Array };
  /** The answer is not whole: these ways of reading on, by the handle it names, give these texts. */
  readonly readsOn?: readonly ReadOn[];
  /** A link to a resource; reading it gives these bytes. */
  readonly link?: { readonly mimeType: string; readonly content: Uint8Array };
}

/** A tool as it must stand in the list. Objects are compared as far as they go; arrays wholly. */
export interface ExpectedTool {
  /** Its name; `{ matches }` is a regular expression. */
  readonly name?: string | { readonly matches: string };
  readonly title?: string;
  /** Names of all arguments. */
  readonly arguments?: readonly string[];
  readonly required?: readonly string[];
  /** What the schema of each argument holds. */
  readonly schemas?: Readonly<Record<string, Json>>;
  readonly annotations?: JsonObject;
  /** Texts that occur in the description. */
  readonly says?: readonly string[];
  /** Texts that occur nowhere in the tool. */
  readonly hides?: readonly string[];
  /** Values the input schema accepts, and values it refuses. */
  readonly accepts?: readonly JsonObject[];
  readonly refuses?: readonly JsonObject[];
}

/** One case. Texts may hold `@origin@`, `@other@` (another origin), `@port@` and `@folder@` (a folder of files); they are replaced everywhere. */
export interface FidelityCase {
  /** Readable and unique; what stands before the first slash is its group. */
  readonly id: string;
  /** One sentence: what is observed. */
  readonly says: string;
  /** Default `3.1`. */
  readonly fixture?: FixtureName;
  /** Default get; null: `item` says it all. */
  readonly method?: string | null;
  /** What follows the case's own path. Default nothing. */
  readonly path?: string;
  readonly operation?: JsonObject;
  /** Fields of the path item. */
  readonly item?: JsonObject;
  /** Sections of `components` (OpenAPI 3) or of the root (Swagger 2.0). */
  readonly components?: Readonly<Record<string, JsonObject>>;
  /** Arguments of the call; absent: the tool is only looked at. */
  readonly args?: JsonObject;
  /** How often it is called, one call after the other; the last result counts. Default 1. */
  readonly times?: number;
  /** How many of these calls are made at the same time. Default 1. */
  readonly atOnce?: number;
  readonly answers?: readonly CaseAnswer[];
  readonly tool?: ExpectedTool | null;
  /** Every request that arrives, in order; an empty list: none may. */
  readonly requests?: readonly ExpectedRequest[];
  /** Default: no error. */
  readonly result?: ExpectedResult;
  /** A text that the log must hold: how a flaw of the document is named. */
  readonly warns?: string;
}

/** What stands before the first slash. */
export function groupOf(id: string): string {
  return id.split('/', 1)[0] ?? id;
}

/** The case's own path segment and operationId. */
export function slugOf(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
}
