// The intermediate form: all that the later floors know of an OpenAPI document.
import type { JsonObjectSchema, JsonSchema } from './schema/json-schema.ts';
import type { XmlBody } from './xml-shape.ts';

/** Where a parameter travels; `querystring` (OpenAPI 3.2) is the whole query. */
export type ParameterPlace = 'path' | 'query' | 'querystring' | 'header' | 'cookie';

/** OpenAPI's serialisation styles; `tabDelimited` is Swagger 2.0's `tsv`. */
export type ParameterStyle =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'tabDelimited'
  | 'deepObject'
  | 'cookie';

/** One parameter, every default of the specification filled in. */
export interface Parameter {
  /** The name on the wire. */
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Set for parameters described by `content`: the value is serialised in this media type instead of by style. */
  readonly mediaType?: string;
  /** How the fields are sent, where a whole query is a form; absent: by the defaults. */
  readonly parts?: Readonly<Record<string, BodyPart>>;
  /** Set where the media type is XML. */
  readonly xml?: XmlBody;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly schema: JsonSchema;
}

/** How one property of a form body is sent. */
export interface BodyPart {
  /** `file`: bytes, given as a file. `free`: a file where the value is an object that holds or names one, else `content`. `style`: like a query parameter. `content`: by `contentType`. */
  readonly kind: 'file' | 'free' | 'style' | 'content';
  /** What `content` is sent as; absent: JSON for lists and objects, plain text for the rest. */
  readonly contentType?: string;
  /** The media types and ranges a file may have, the preferred first; absent: any. */
  readonly accepts?: readonly string[];
  /** Set for `content` that is XML. */
  readonly xml?: XmlBody;
  /** Set for `content` that is a multipart body itself (OpenAPI 3.2 §4.15.2). */
  readonly nested?: FormParts & { readonly mediaType: string };
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** How the values of a form are sent. */
export interface FormParts {
  /** By name. */
  readonly parts: Readonly<Record<string, BodyPart>>;
  /** How properties are sent that `parts` does not name; absent: by the defaults. */
  readonly otherParts?: BodyPart;
  /** Set for `multipart` bodies that are lists: each item is a part without a name (OpenAPI 3.2 §4.14.4). */
  readonly sequence?: { readonly first: readonly BodyPart[]; readonly rest: BodyPart };
}

/** The body of an operation, in the one media type we chose to send. */
export interface RequestBody extends FormParts {
  /** A range, such as `image/*`, only for `binary`. */
  readonly mediaType: string;
  /** How the argument becomes bytes. `binary`: a file. `xml`: an object, or text that is XML already. `lines`: a list of JSON values, or text. `text`: text, or a file. */
  readonly kind: 'json' | 'lines' | 'form' | 'multipart' | 'xml' | 'text' | 'binary';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  /** Set for `binary`: all media types and ranges the API takes, the preferred first. */
  readonly accepts?: readonly string[];
  /** Set for `xml`. */
  readonly xml?: XmlBody;
  /** The media type of a value that is a list, where it has one of its own. */
  readonly listMediaType?: string;
}

/** How an OAuth2 scheme hands out tokens (OpenAPI 3.2 §4.29). */
export interface OAuthFlow {
  readonly grant: 'implicit' | 'password' | 'clientCredentials' | 'authorizationCode' | 'deviceAuthorization';
  /** Absolute; absent where the flow has none (`implicit`) or where it is no URL. */
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
}

/** A scheme whose tokens an authority hands out. */
export interface TokenScheme {
  readonly scheme: string;
  /** `bearer`: the document does not say where tokens come from. */
  readonly type: 'bearer' | 'oauth2' | 'openIdConnect';
  readonly flows: readonly OAuthFlow[];
  /** `openIdConnectUrl`, or `oauth2MetadataUrl` of OpenAPI 3.2; absolute. */
  readonly metadataUrl?: string;
  /** What a token needs for this operation. */
  readonly scopes: readonly string[];
}

/** One way to show who is calling. */
export type SecurityScheme =
  | {
      readonly scheme: string;
      readonly type: 'apiKey';
      readonly in: 'header' | 'query' | 'cookie';
      readonly name: string;
    }
  | { readonly scheme: string; readonly type: 'http'; readonly httpScheme: string }
  | TokenScheme
  | { readonly scheme: string; readonly type: 'mutualTLS' };

/** Alternatives (OR) of schemes that are all needed (AND); an empty alternative means that no credential is needed. */
export type SecurityAlternatives = readonly (readonly SecurityScheme[])[];

/** Hints about a tool that a document sets itself (ToolAnnotations of the MCP specification). */
export interface ToolHints {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** What `x-mcp` says about the tool of an operation. */
export interface ToolOverrides {
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  /** True: the operation becomes no tool. */
  readonly hidden?: boolean;
  readonly annotations: ToolHints;
}

/** What a filter may look at before an operation is read. */
export interface OperationHead {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly tags: readonly string[];
  /** Absent if neither the operation nor what is above it has `x-mcp`. */
  readonly overrides?: ToolOverrides;
}

/** One operation, free of references and of the document it came from. */
export interface Operation extends OperationHead {
  /** RFC 6901 pointer of the operation in the document. */
  readonly pointer: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** Absolute URL of the server in charge, without a trailing slash; absent if the document names none. */
  readonly baseUrl?: string;
  /** Absent if neither operation nor document says anything. */
  readonly security?: SecurityAlternatives;
  /** Media types of the successful answers. */
  readonly produces: readonly string[];
  /** What the successful answers are, in a form that accepts every answer; absent if that was not asked for, or if they are no JSON. */
  readonly answer?: JsonObjectSchema;
}
