// Owns the answer to one JSON-RPC message of either era, and the request to the upstream behind it.
import { Agent, request as send } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const MODERN = '2026-07-28';

/** The answer, `undefined` for a notification. */
export async function answerMessage({ id, method, params = {} }, tools, baseUrl) {
  if (id === undefined) return undefined;
  const modern = params._meta?.['io.modelcontextprotocol/protocolVersion'] === MODERN;
  const result = await resultOf(method, params, { tools, baseUrl });
  if (result === undefined) return { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } };
  return {
    jsonrpc: '2.0',
    id,
    result: modern ? { ...result, resultType: 'complete', ttlMs: 0, cacheScope: 'private' } : result,
  };
}

async function resultOf(method, params, { tools, baseUrl }) {
  if (method === 'initialize')
    return {
      protocolVersion: params.protocolVersion,
      capabilities: { tools: {} },
      serverInfo: { name: 'forwarder', version: '1' },
    };
  if (method === 'server/discover') return { supportedVersions: [MODERN], capabilities: { tools: {} } };
  if (method === 'tools/list') return { tools: [...tools.values()].map(({ listed }) => listed) };
  if (method !== 'tools/call') return undefined;
  const tool = tools.get(params.name);
  if (!tool) return undefined;
  const { status, text } = await forward(tool, params.arguments ?? {}, baseUrl);
  return { content: [{ type: 'text', text }], isError: status >= 400 };
}

function forward({ method, path, parameters }, args, baseUrl) {
  const query = new URLSearchParams();
  const headers = {};
  let target = path;
  for (const { name, in: place } of parameters) {
    if (args[name] === undefined) continue;
    if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(args[name]));
    else if (place === 'header') headers[name] = String(args[name]);
    else if (place === 'query') query.append(name, args[name]);
  }
  const body = args.body === undefined ? undefined : JSON.stringify(args.body);
  if (body !== undefined) Object.assign(headers, { 'content-type': 'application/json' });
  const url = `${baseUrl}${target}${query.size > 0 ? `?${query}` : ''}`;
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject).end(body);
  });
}
