// Reads which credentials an operation needs.
import { isObject, objectOr } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import type { SecurityAlternatives, SecurityScheme } from './operation.ts';

/** The alternatives of an operation, or of the document if the operation is silent; `undefined` if both are. Alternatives with a scheme that is not described are left out with a warning. */
export function readSecurity(operation: Place, documents: Documents): SecurityAlternatives | undefined {
  const own = below(operation, 'security');
  const place = Array.isArray(own.value) ? own : below(documents.root(), 'security');
  if (!Array.isArray(place.value)) return undefined;
  return place.value.flatMap((_, index) => {
    const alternative = readAlternative(below(place, index), documents);
    return alternative ? [alternative] : [];
  });
}

function readAlternative(place: Place, documents: Documents): readonly SecurityScheme[] | undefined {
  const schemes: SecurityScheme[] = [];
  for (const name of Object.keys(objectOr(place.value))) {
    const scheme = readScheme(name, documents);
    if (!scheme) {
      documents.warnings.add(
        'security_scheme_unknown',
        printPlace(below(place, name)),
        `The security scheme "${name}" is not described in a way we know.`,
      );
      return undefined;
    }
    schemes.push(scheme);
  }
  return schemes;
}

function readScheme(name: string, documents: Documents): SecurityScheme | undefined {
  const place = documents.follow(below(below(below(documents.root(), 'components'), 'securitySchemes'), name));
  if (!place || !isObject(place.value)) return undefined;
  const { type, in: where, name: key, scheme } = place.value;
  if (type === 'apiKey' && typeof key === 'string' && (where === 'header' || where === 'query' || where === 'cookie')) {
    return { scheme: name, type, in: where, name: key };
  }
  if (type === 'http' && typeof scheme === 'string') {
    return scheme.toLowerCase() === 'bearer'
      ? { scheme: name, type: 'bearer' }
      : { scheme: name, type, httpScheme: scheme };
  }
  if (type === 'oauth2' || type === 'openIdConnect') return { scheme: name, type: 'bearer' };
  return type === 'mutualTLS' ? { scheme: name, type } : undefined;
}
