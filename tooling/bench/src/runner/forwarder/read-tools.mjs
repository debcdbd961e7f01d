// Owns the list of tools: one for each operation, its parameters and its JSON body as properties.
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** The tools of a document by name. */
export function readTools(document) {
  const follow = (node) =>
    node?.$ref
      ? follow(
          node.$ref
            .slice(2)
            .split('/')
            .reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], document),
        )
      : node;
  const tools = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((name) => item[name])) {
      const operation = item[method];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(follow);
      const body = follow(operation.requestBody)?.content?.['application/json']?.schema;
      const properties = Object.fromEntries(
        parameters.map(({ name, schema, description }) => [name, { ...follow(schema), description }]),
      );
      if (body) properties.body = follow(body);
      const name = operation.operationId ?? `${method}_${path}`;
      tools.set(name, {
        listed: { name, description: operation.summary, inputSchema: { type: 'object', properties } },
        method: method.toUpperCase(),
        path,
        parameters,
      });
    }
  }
  return tools;
}
