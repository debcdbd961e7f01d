// Recognises a question that is a route: a path, with or without its method, with or without its values filled in.

/** An operation's name, and its route such as `GET /pets/{id}`. */
export interface NamedRoute {
  readonly name: string;
  readonly route: string;
}

/** The names of the operations whose path is asked for, exactly written ones first; of the method asked for, if there is one. Nothing for any other question. */
export function matchRoute(question: string, routes: Iterable<NamedRoute>): readonly string[] {
  const asked = /^(?:([a-z]+)\s+)?(\/\S*)$/i.exec(question.trim());
  if (asked === null) return [];
  const [, method, path = ''] = asked;
  const exact: string[] = [];
  const filled: string[] = [];
  for (const { name, route } of routes) {
    const [ownMethod, ownPath = ''] = route.split(' ', 2);
    if (method !== undefined && method.toUpperCase() !== ownMethod) continue;
    if (trim(ownPath) === trim(path)) exact.push(name);
    else if (fits(ownPath, path)) filled.push(name);
  }
  return [...exact, ...filled];
}

function fits(template: string, path: string): boolean {
  const wanted = trim(template).split('/');
  const given = trim(path).split('/');
  if (wanted.length !== given.length) return false;
  return wanted.every((segment, index) => segment === given[index] || (segment.includes('{') && given[index] !== ''));
}

/** Without a query and without a slash at the end. */
function trim(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
