// The intermediate form: all that the later floors know of an OpenAPI document.
import type { JsonSchema } from './json-schema.ts';
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
  readonly description?: string;
  readonly deprecated: boolean;
  readonly schema: JsonSchema;
}

/** How one property of a form body is sent. */
export interface BodyPart {
  /** `file`: base64 in, bytes out. `style`: like a query parameter. `content`: by `contentType`. */
  readonly kind: 'file' | 'style' | 'content';
  readonly contentType?: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** The body of an operation, in the one media type we chose to send. */
export interface RequestBody {
  /** A range, such as `image/*`, only for `binary`. */
  readonly mediaType: string;
  /** How the argument becomes bytes. `binary`: base64 in, bytes out. `xml`: an object, or text that is XML already. */
  readonly kind: 'json' | 'form' | 'multipart' | 'xml' | 'text' | 'binary';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  /** Properties of `form` and `multipart` bodies that need more than the default. */
  readonly parts: Readonly<Record<string, BodyPart>>;
  /** Set for `xml`. */
  readonly xml?: XmlBody;
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
  | { readonly scheme: string; readonly type: 'bearer' }
  | { readonly scheme: string; readonly type: 'mutualTLS' };

/** Alternatives (OR) of schemes that are all needed (AND); an empty alternative means that no credential is needed. */
export type SecurityAlternatives = readonly (readonly SecurityScheme[])[];

/** What a filter may look at before an operation is read. */
export interface OperationHead {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly tags: readonly string[];
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
}
