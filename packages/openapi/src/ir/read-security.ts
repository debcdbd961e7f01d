// Reads which credentials an operation needs.
import { isObject, objectOr, stringsOf, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import type { OAuthFlow, SecurityAlternatives, SecurityScheme } from './operation.ts';

/** A scheme as the document describes it, before an operation says which scopes it needs; `undefined` for what we do not know. */
type Described = SecurityScheme | undefined;

/** Reads the requirements of one document; what operations share is read once. */
export class SecurityReader {
  readonly #documents: Documents;
  readonly #baseUrl: string | undefined;
  readonly #described = new Map<string, Described>();
  #common: { readonly security: SecurityAlternatives | undefined } | undefined;

  /** @param baseUrl what relative URLs of schemes are resolved against (OpenAPI 3.1 §4.6.1: the server's URL). */
  constructor(documents: Documents, baseUrl: string | undefined) {
    this.#documents = documents;
    this.#baseUrl = baseUrl ?? documents.main.url;
  }

  /**
   * The alternatives of an operation, or of the document if the operation is silent; `undefined` if both are. Alternatives with a scheme that is not described
   * are left out with a warning.
   */
  read(operation: Place): SecurityAlternatives | undefined {
    const own = below(operation, 'security');
    if (Array.isArray(own.value)) return this.#alternatives(own);
    this.#common ??= { security: this.#alternatives(below(this.#documents.root(), 'security')) };
    return this.#common.security;
  }

  #alternatives(place: Place): SecurityAlternatives | undefined {
    if (!Array.isArray(place.value)) return undefined;
    return place.value.flatMap((_, index) => {
      const alternative = this.#alternative(below(place, index));
      return alternative ? [alternative] : [];
    });
  }

  #alternative(place: Place): readonly SecurityScheme[] | undefined {
    // Anything but an object is no requirement; taken for `{}` it would make the operation open to everybody.
    if (!isObject(place.value)) return this.#refuse(place, 'This security requirement is not an object.');
    const schemes: SecurityScheme[] = [];
    for (const [name, scopes] of Object.entries(place.value)) {
      const scheme = this.#describe(name, place);
      if (!scheme) {
        const at = below(place, name);
        return this.#refuse(at, `The security scheme "${name}" is not described in a way we know.`);
      }
      const needs = stringsOf(scopes);
      schemes.push('scopes' in scheme && needs.length > 0 ? { ...scheme, scopes: needs } : scheme);
    }
    return schemes;
  }

  #refuse(place: Place, message: string): undefined {
    this.#documents.warnings.add('security_scheme_unknown', printPlace(place), message);
    return undefined;
  }

  #describe(name: string, requirement: Place): Described {
    if (!this.#described.has(name)) this.#described.set(name, this.#lookUp(name, requirement));
    return this.#described.get(name);
  }

  /** By its name under `components`, else by its URI (OpenAPI 3.2 §4.30); the last step of that is its name then. */
  #lookUp(name: string, requirement: Place): Described {
    const known = below(below(below(this.#documents.root(), 'components'), 'securitySchemes'), name);
    const start = known.value === undefined ? { ...requirement, value: { $ref: name } } : known;
    const found = this.#documents.resolve(start);
    if (!('place' in found) || !isObject(found.place.value)) return undefined;
    const shortName = known.value === undefined ? (found.place.pointer.split('/').at(-1) ?? name) : name;
    return readScheme(shortName, found.place.value, this.#baseUrl);
  }
}

function readScheme(scheme: string, fields: JsonObject, baseUrl: string | undefined): Described {
  const { type, in: where, name, scheme: httpScheme } = fields;
  switch (type) {
    case 'apiKey':
      return typeof name === 'string' && (where === 'header' || where === 'query' || where === 'cookie')
        ? { scheme, type, in: where, name }
        : undefined;
    case 'http':
      if (typeof httpScheme !== 'string') return undefined;
      return httpScheme.toLowerCase() === 'bearer'
        ? { scheme, type: 'bearer', flows: [], scopes: [] }
        : { scheme, type, httpScheme };
    case 'oauth2':
      return {
        scheme,
        type,
        flows: readFlows(fields, baseUrl),
        scopes: [],
        ...metadata(fields['oauth2MetadataUrl'], baseUrl),
      };
    case 'openIdConnect':
      return { scheme, type, flows: [], scopes: [], ...metadata(fields['openIdConnectUrl'], baseUrl) };
    case 'mutualTLS':
      return { scheme, type };
    default:
      return undefined;
  }
}

function metadata(value: unknown, baseUrl: string | undefined): { readonly metadataUrl?: string } {
  const metadataUrl = absolute(value, baseUrl);
  return metadataUrl === undefined ? {} : { metadataUrl };
}

const GRANTS = ['clientCredentials', 'authorizationCode', 'deviceAuthorization', 'password', 'implicit'] as const;

/** Swagger 2.0 has one flow, and other names for two of them. */
const SWAGGER_GRANTS: Readonly<Record<string, OAuthFlow['grant']>> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
  password: 'password',
  implicit: 'implicit',
};

function readFlows(fields: JsonObject, baseUrl: string | undefined): readonly OAuthFlow[] {
  const swagger = SWAGGER_GRANTS[textOf(fields['flow']) ?? ''];
  const flows = objectOr(swagger === undefined ? fields['flows'] : { [swagger]: fields });
  return GRANTS.flatMap((grant) => {
    const flow = flows[grant];
    if (!isObject(flow)) return [];
    const tokenUrl = absolute(flow['tokenUrl'], baseUrl);
    const refreshUrl = absolute(flow['refreshUrl'], baseUrl);
    return [
      { grant, ...(tokenUrl === undefined ? {} : { tokenUrl }), ...(refreshUrl === undefined ? {} : { refreshUrl }) },
    ];
  });
}

function absolute(value: unknown, baseUrl: string | undefined): string | undefined {
  const text = textOf(value);
  if (text === undefined || !URL.canParse(text, baseUrl)) return undefined;
  const url = new URL(text, baseUrl);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}
